import { expect, test } from 'vitest';
import { endpoint, line } from './line.ts';
import { nearest } from './nearest.ts';
import { addressInWords, count, thousands } from './phrases.ts';
import { wrap, wrapBehind } from './wrap.ts';

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

const TOPICS = ['echo-service', 'http-client', 'ntp-client', 'socket-server', 'socket-utils', 'tcp-pair', 'udp-pair'];

test.each([
  ['ecko-service', 'echo-service'],
  ['echoservice', 'echo-service'],
  ['echo', 'echo-service'],
  ['udp', 'udp-pair'],
  ['UDP-Pair', 'udp-pair'],
  ['udppair', 'udp-pair'],
  ['socket-util', 'socket-utils'],
  ['htpp-client', 'http-client'],
  ['socket', undefined],
  ['homework', undefined],
  ['', undefined],
])('%s: %s', (written, meant) => {
  expect(nearest(written, TOPICS)).toBe(meant);
});

test('of none it is none', () => {
  expect(nearest('udp', [])).toBeUndefined();
});

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

test.each([
  ['', 10, ['']],
  ['one two three', 13, ['one two three']],
  ['one two three', 12, ['one two', 'three']],
  ['so a-word-that-is-longer than this', 10, ['so', 'a-word-tha', 't-is-longe', 'r than', 'this']],
  ['日本語のテキスト', 5, ['日本', '語の', 'テキ', 'スト']],
  ['  at src/server.ts:31 and so on', 20, ['  at', '  src/server.ts:31', '  and so on']],
  ['one\n\ntwo', 10, ['one', '', 'two']],
  ['日本 語の テキ', 9, ['日本 語の', 'テキ']],
])('%j in %d columns', (text, width, expected) => {
  expect(wrap(text, width)).toEqual(expected);
});

test('behind a label', () => {
  expect(wrapBehind('Hint: ', 'one two three', 14)).toEqual(['Hint: one two', '      three']);
});
