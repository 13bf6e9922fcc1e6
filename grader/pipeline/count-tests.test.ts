import { expect, test } from 'vitest';
import { countTests } from './count-tests.ts';

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
