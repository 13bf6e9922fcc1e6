import { expect, test } from 'vitest';
import { endpoint, line } from './line.ts';

test.for([
  ['Sending hola\n', true],
  ['Input: Sending hola\r\n', true],
  ['Sending hola', true],
  ['Sending hola mundo\n', false],
  ['Sending hol', false],
] as const)('the line "Sending hola" in %j: %s', ([text, found]) => {
  expect(line('Sending hola').test(text)).toBe(found);
});

test.for([
  ['to 127.0.0.1:4000', true],
  ['to ::ffff:127.0.0.1:4000', true],
  ['to [::ffff:127.0.0.1]:4000', true],
  ['to 127.0.0.1:40001', false],
  ['to 1127.0.0.1:4000', false],
  ['to 127.0.0.2:4000', false],
] as const)('127.0.0.1:4000 in %j: %s', ([text, found]) => {
  expect(endpoint({ address: '::ffff:127.0.0.1', port: 4000 }).test(text)).toBe(found);
});
