import { expect, test } from 'vitest';
import type { JobEvent } from '../jobs/job-progress.ts';
import { AT_START, after, statusLine } from './status-line.ts';

/** The line after each event, one second apart. */
function lines(...events: [JobEvent['kind'], label: string, finished: number][]): string[] {
  let standing = AT_START;
  return events.map(([kind, label, finished], second) => {
    standing = after({ kind, id: label, label, finished, total: 9 }, standing, second * 1000);
    return statusLine(standing, second * 1000);
  });
}

test('shows how many, who is at work, and how long it will take', () => {
  expect(
    lines(
      ['cached', 'ana', 1],
      ['started', 'ben', 1],
      ['started', 'carl', 1],
      ['done', 'ben', 2],
      ['started', 'dora', 2],
      ['error', 'dora', 3],
      ['done', 'carl', 9],
    ),
  ).toEqual([
    '1/9',
    '1/9 · ben',
    '1/9 · ben, carl',
    '2/9 · carl · about 14 s left',
    '2/9 · carl, dora · about 21 s left',
    '3/9 · carl · about 12 s left',
    '9/9',
  ]);
});

test('leaves out what a name could do to a terminal', () => {
  expect(lines(['started', 'b\u001b[2Jen\n', 0])).toEqual(['0/9 · ben']);
});
