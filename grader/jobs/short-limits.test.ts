import { fileURLToPath } from 'node:url';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { expect, test } from 'vitest';
import { jobsWithinLimits, refuseShortLimits } from './short-limits.ts';

const topic = readTopic(fileURLToPath(new URL('../../packages/echo-service', import.meta.url)));
const refuse = (row: string, jobs = 1) => refuseShortLimits([topic], jobs, row);

test.each([
  [
    'Max open files            20                   1023                 files',
    1,
    'ulimit -n allows 1023 open files, and 1024 may be needed. Raise it.',
  ],
  [
    'Max processes             45                   45                   processes',
    1,
    'ulimit -u allows 45 processes and threads, and 160 may be needed. Raise it.',
  ],
  [
    'Max processes             200                  unlimited            processes',
    2,
    'ulimit -u allows 200 processes and threads, and 320 may be needed. Raise it, or pass a lower --concurrency.',
  ],
  [
    'Max file size             1048576              unlimited            bytes',
    1,
    'ulimit -f allows 1 MiB a file, and 64 may be needed. Raise it.',
  ],
  [
    'Max data size             1048576              unlimited            bytes',
    1,
    'ulimit -d allows 1 MiB of data, and 1600 may be needed. Raise it.',
  ],
  [
    'Max address space         1048576              unlimited            bytes',
    1,
    'ulimit -v allows 1 MiB of address space, and 32768 may be needed. Raise it.',
  ],
  [
    'Max cpu time              59                   unlimited            seconds',
    1,
    'ulimit -t allows 59 seconds of CPU time, and 60 may be needed. Raise it.',
  ],
])('%s, %i at once', (row, jobs, words) => {
  expect(() => refuse(row, jobs)).toThrow(`No job is run: ${words}`);
});

test.each([
  'Max open files            20                   1024                 files',
  'Max processes             160                  160                  processes',
  'Max cpu time              unlimited            unlimited            seconds',
  '',
])('enough: %s', (row) => {
  expect(() => refuse(row)).not.toThrow();
});

test('those of this machine are enough', () => {
  expect(() => refuseShortLimits([topic], 2)).not.toThrow();
});

test.each([
  ['Max processes             100                  unlimited            processes', 1],
  ['Max processes             500                  unlimited            processes', 3],
  ['Max processes             unlimited            unlimited            processes', Infinity],
])('%s: room for %d jobs at once', (row, jobs) => {
  expect(jobsWithinLimits([topic], row)).toBe(jobs);
});
