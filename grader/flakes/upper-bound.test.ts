import { expect, test } from 'vitest';
import { upperBound } from './upper-bound.ts';

// The closed form where none flipped, 1 − 0.05^(1/n); else the quantile of Beta(k + 1, n − k) at 0.95 from published tables.
test.each([
  [0, 1, 0.95],
  [0, 100, 0.029513],
  [0, 15_000, 0.00019969],
  [1, 10, 0.394163],
  [2, 20, 0.282619],
  [5, 5, 1],
  [0, 0, 1],
])('%i of %i', (flips, trials, bound) => {
  expect(upperBound(flips, trials)).toBeCloseTo(bound, 6);
});

test('more trials narrow it, more flips widen it, and more confidence too', () => {
  expect(upperBound(3, 5_000)).toBeLessThan(upperBound(3, 4_000));
  expect(upperBound(4, 4_000)).toBeGreaterThan(upperBound(3, 4_000));
  expect(upperBound(3, 4_000, 0.99)).toBeGreaterThan(upperBound(3, 4_000));
});
