import { isIPv4 } from 'node:net';
import { describe, expect, test } from 'vitest';
import { CASTS } from '../fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, observe } from '../fixtures/observe.ts';
import { ownAddresses } from '../lab/own-addresses.ts';
import { experiment, outcomeOf } from './no-host-in-bind.ts';

describe.each(CASTS)('with %s', (whose) => {
  test('without a host every IPv4 address answers, with 127.0.0.1 only that', { timeout: EXPERIMENT_MS }, async () => {
    const { acts, outcome, own, wire } = await observe(experiment, whose);
    expect(outcome).toMatchObject({ choice: 'c', asTold: true });
    expect(outcome?.findings[1]).toBe('With --host 127.0.0.1: both answer at 127.0.0.1.');
    expect({ acts, own }).toEqual({ acts: 1, own: Array(2).fill(whose !== 'built-in programs') });
    const [anywhere, bound] = [wire.slice(0, wire.length / 2), wire.slice(wire.length / 2)];
    for (const address of (await ownAddresses()).filter(isIPv4)) {
      const answer = address === '127.0.0.1' ? 'it answers' : 'ECONNREFUSED';
      for (const transport of ['TCP', 'UDP']) {
        expect(anywhere).toContain(`probe → ${address}: over ${transport}: it answers`);
        expect(bound).toContain(`probe → ${address}: over ${transport}: ${answer}`);
      }
    }
  });
});

const REFUSED = { code: 'ECONNREFUSED' };
const at = (...those: string[]) => {
  const answers = Object.fromEntries(
    ['127.0.0.1', '127.0.0.2', '10.0.0.7', '::1'].map((address) => [
      address,
      those.includes(address) ? 'answers' : REFUSED,
    ]),
  ) as Record<string, 'answers' | { code: string }>;
  return { tcp: answers, udp: answers };
};
const ALL = at('127.0.0.1', '127.0.0.2', '10.0.0.7');
const ONE = at('127.0.0.1');

test.each([
  ['all and one', { anywhere: ALL, bound: ONE }, 'c'],
  ['all of both families and one', { anywhere: at('127.0.0.1', '127.0.0.2', '10.0.0.7', '::1'), bound: ONE }, 'c'],
  ['one and one', { anywhere: ONE, bound: ONE }, 'b'],
  ['none and one', { anywhere: at(), bound: ONE }, 'a'],
  ['all and all', { anywhere: ALL, bound: ALL }, 'd'],
  ['some and one', { anywhere: at('127.0.0.1', '127.0.0.2'), bound: ONE }, undefined],
  ['all and none', { anywhere: ALL, bound: at() }, undefined],
  ['all over TCP only', { anywhere: { ...ALL, udp: ONE.udp }, bound: ONE }, undefined],
])('%s is %s', (_, seen, choice) => {
  expect(outcomeOf(seen)).toMatchObject({ choice, asTold: choice === 'c' });
});

test('what is seen is said for both protocols', () => {
  expect(outcomeOf({ anywhere: { tcp: at('127.0.0.1', '::1').tcp, udp: ONE.udp }, bound: at() }).findings).toEqual([
    'Without --host: both answer at 127.0.0.1.',
    'With --host 127.0.0.1: both answer at none.',
    'At ::1, which is IPv6, the server over TCP answers: it is bound to ::, and not to 0.0.0.0.',
  ]);
});
