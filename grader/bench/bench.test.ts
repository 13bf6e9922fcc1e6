import { expect, test } from 'vitest';
import { type BenchReport, benchReport, benchTable } from './bench-report.ts';
import { exponentOf, median, openAccount } from './timing.ts';

test('the exponent of growth', () => {
  const sizes = [10, 50, 200];
  expect(exponentOf(sizes.map((size) => [size, 3 * size]))).toBeCloseTo(1);
  expect(exponentOf(sizes.map((size) => [size, 0.1 * size ** 2]))).toBeCloseTo(2);
  expect(exponentOf(sizes.map((size) => [size, 7]))).toBeCloseTo(0);
});

test('the median', () => expect(median([9, 1, 5])).toBe(5));

test('a control group, or rusage, accounts for what was run', () => {
  using account = openAccount();
  expect(account.kind === 'cgroup').toBe(account.procs !== undefined);
  expect(account.cpuSeconds()).toBeGreaterThanOrEqual(0);
});

const report: BenchReport = {
  schemaVersion: 1,
  node: 'v24.0.0',
  cores: 2,
  isolation: 'node',
  accounting: 'rusage',
  rows: [
    {
      id: 'class',
      what: 'a class',
      is: { wall: 20, cpu: 30 },
      against: { what: 'launches', wall: 10, cpu: 20 },
      ratio: { of: 'cpu', value: 1.5, atMost: 1.9 },
    },
    { id: 'memory', what: 'the peak', is: { wall: 1 }, ratio: { of: 'MiB', value: 500, atMost: 400 } },
  ],
};

test('the table says of each figure what it is against, and whether its target is met', () => {
  expect(benchTable(report).split('\n').slice(2)).toEqual([
    'a class   20.00 s, 30.00 s  10.00 s, 20.00 s launches  cpu 1.50         ≤ 1.9: met',
    'the peak  1.00 s                                       MiB 500.00       ≤ 400: not met',
  ]);
});

test('the JSON has one shape', () => {
  expect(benchReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  expect(benchReport.safeParse({ ...report, rows: [{ id: 'x' }] }).success).toBe(false);
});
