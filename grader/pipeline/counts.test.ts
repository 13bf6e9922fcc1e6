import { expect, test } from 'vitest';
import { countsIn, countsLine, countTests, sumOf } from './counts.ts';

const counts = (passed: number, failed: number, skipped: number) => ({ passed, failed, skipped });

test('a task’s last line tells its counts', () => {
  expect(countsIn(['$ vitest run', '1 passed, 1 failed, 0 skipped', countsLine(counts(7, 0, 2)), 'bye'])).toEqual(
    counts(7, 0, 2),
  );
});

test.each([['7 passed, 0 failed'], ['✓ 7 passed, 0 failed, 0 skipped'], [' 7 passed, 0 failed, 0 skipped']])(
  'no counts: "%s"',
  (line) => expect(countsIn([line])).toBeUndefined(),
);

test('the sum of several', () => {
  expect(sumOf([counts(7, 0, 2), counts(1, 3, 0)])).toEqual(counts(8, 3, 2));
  expect(sumOf([])).toEqual(counts(0, 0, 0));
});

const report = (numPassedTests: number, numFailedTests: number, numPendingTests: number, success: boolean) => ({
  ...{ numPassedTests, numFailedTests, numPendingTests, success },
});

test.each([
  ['all pass', report(7, 0, 0, true), { passed: 7, failed: 0, skipped: 0 }],
  ['two fail', report(5, 2, 0, false), { passed: 5, failed: 2, skipped: 0 }],
  ['one is skipped', report(6, 0, 1, true), { passed: 6, failed: 0, skipped: 1 }],
  ['a file does not load', report(5, 0, 0, false), { passed: 5, failed: 1, skipped: 0 }],
  ['the report is not vitest’s', { passed: 5 }, { passed: 0, failed: 1, skipped: 0 }],
])('%s', (_what, text, counts) => {
  expect(countTests(JSON.stringify(text))).toEqual(counts);
});

test('no report is a failure', () => {
  expect(countTests('')).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
