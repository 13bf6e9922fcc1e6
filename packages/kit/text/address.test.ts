import { expect, test } from 'vitest';
import { addressInWords } from './address.ts';

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
