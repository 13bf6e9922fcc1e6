import { expect, test } from 'vitest';
import { countTests } from './count-tests.ts';

test.each([
  ['all pass', { numPassedTests: 7, numFailedTests: 0, success: true }, { passed: 7, failed: 0 }],
  ['two fail', { numPassedTests: 5, numFailedTests: 2, success: false }, { passed: 5, failed: 2 }],
  ['a file does not load', { numPassedTests: 5, numFailedTests: 0, success: false }, { passed: 5, failed: 1 }],
  ['the report is not vitest’s', { passed: 5 }, { passed: 0, failed: 1 }],
])('%s', (_what, report, counts) => {
  expect(countTests(JSON.stringify(report))).toEqual(counts);
});

test('no report is a failure', () => {
  expect(countTests('')).toEqual({ passed: 0, failed: 1 });
});
