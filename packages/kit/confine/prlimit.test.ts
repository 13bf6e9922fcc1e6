import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { findPrlimit, parseLimits, prlimitArguments } from './prlimit.ts';

const NO_LIMITS = { workers: false, isAlone: false, hard: {} };

test('the usual limits', () => {
  expect(prlimitArguments(DEFAULT_LIMITS, NO_LIMITS)).toEqual([
    '--core=0',
    '--nofile=1024',
    '--fsize=67108864',
    '--data=1677721600',
    '--cpu=60:61',
  ]);
});

test('threads are counted only where no other process of the user is', () => {
  expect(prlimitArguments(DEFAULT_LIMITS, { ...NO_LIMITS, isAlone: true })).toContain('--nproc=98');
});

test('a program with worker threads has no limit of data', () => {
  expect(prlimitArguments(DEFAULT_LIMITS, { ...NO_LIMITS, workers: true }).join()).not.toContain('data');
});

test('nothing is set above what this process has itself', () => {
  const flags = prlimitArguments(DEFAULT_LIMITS, { ...NO_LIMITS, hard: { nofile: 256, cpu: 30 } });
  expect(flags).toContain('--nofile=256');
  expect(flags).toContain('--cpu=30:30');
});

const prlimit = findPrlimit();
test('hold in a process', { skip: prlimit === undefined }, () => {
  const flags = prlimitArguments(DEFAULT_LIMITS, { ...NO_LIMITS, isAlone: true });
  const seen = execFileSync(prlimit ?? '', [...flags, '--', 'cat', '/proc/self/limits'], { encoding: 'utf8' });
  expect(parseLimits(seen)).toEqual({ core: 0, nofile: 1024, fsize: 67108864, data: 1677721600, nproc: 98, cpu: 61 });
});
