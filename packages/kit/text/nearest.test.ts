import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

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
