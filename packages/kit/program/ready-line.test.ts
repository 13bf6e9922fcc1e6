import { expect, test } from 'vitest';
import { readyLine } from './ready-line.ts';

const ECHO = 'Starting up echo server on HOST port PORT';
const COLON = 'Socket now listening on HOST:PORT';

test.for([
  [ECHO, 'Starting up echo server on 0.0.0.0 port 4000\n', ['0.0.0.0', '4000']],
  [ECHO, 'ready! Starting up echo server on :: port 4000\n', ['::', '4000']],
  [ECHO, 'Starting up echo server on undefined port 4000', ['undefined', '4000']],
  [COLON, 'Socket now listening on :::8888', ['::', '8888']],
  [COLON, 'Socket now listening on [::]:8888', ['[::]', '8888']],
  [COLON, 'Socket now listening on *:8888', ['*', '8888']],
] as const)('%s in %j', ([template, text, groups]) => {
  expect(readyLine(template).exec(text)?.slice(1)).toEqual(groups);
});

test('an object for a port is no ready line', () => {
  expect(readyLine(ECHO).test('Starting up echo server on 0.0.0.0 port [object Object]')).toBe(false);
});

test('a long line that begins it again and again is read once', () => {
  expect(readyLine(ECHO).test('Starting up echo server on '.repeat(100_000))).toBe(false);
});
