import { expect, test } from 'vitest';
import { count, thousands } from './count.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1,000 bytes'],
  [65_536, '65,536 bytes'],
  [16_777_216, '16,777,216 bytes'],
])('%d is "%s"', (number, words) => {
  expect(count(number, 'byte')).toBe(words);
});

test('a noun with a plural of its own', () => {
  expect(count(2, 'reply', 'replies')).toBe('2 replies');
});

test('thousands apart', () => {
  expect(thousands(1_234_567)).toBe('1,234,567');
});
