import { expect, test } from 'vitest';
import { addPoints } from '../score.ts';
import { sharePoints } from './topic-quiz.ts';

test.each([
  [10, 8, [1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25]],
  [10, 7, [1.43, 1.43, 1.43, 1.43, 1.43, 1.43, 1.42]],
  [10, 6, [1.67, 1.67, 1.67, 1.67, 1.66, 1.66]],
  [10, 5, [2, 2, 2, 2, 2]],
  [1, 3, [0.34, 0.33, 0.33]],
])('%d points for %d', (points, parts, shares) => {
  expect(sharePoints(points, parts)).toEqual(shares);
});

test('the shares add up exactly, in every order', () => {
  for (let points = 1; points <= 100; points++) {
    for (const parts of [5, 6, 7, 8]) {
      const shares = sharePoints(points, parts);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThan(0.011);
      expect(addPoints(shares)).toBe(points);
      expect(addPoints([90, ...shares.toReversed()])).toBe(90 + points);
    }
  }
});
