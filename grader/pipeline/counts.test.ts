import { expect, test } from 'vitest';
import { countsIn, countsLine, sumOf } from './counts.ts';

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
