import { expect, test } from 'vitest';
import { addressInWords, count, thousands } from './phrases.ts';

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

test.each([
  ['127.0.0.1:80', '127.0.0.1:80'],
  ['localhost:80', 'localhost:80'],
  ['::1:80', '[::1]:80'],
  [':::80', '[::]:80'],
  ['[::1]:80', '[::1]:80'],
  ['fe80::1%eth0:80', '[fe80::1%eth0]:80'],
  ['::ffff:127.0.0.1:80', '127.0.0.1:80'],
])('%s is %s', (place, expected) => {
  expect(addressInWords(place)).toBe(expected);
});
