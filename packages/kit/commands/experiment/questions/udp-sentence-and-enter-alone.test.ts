import { describe, expect, test } from 'vitest';
import { CASTS } from '../fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, observe } from '../fixtures/observe.ts';
import { experiment, outcomeOf } from './udp-sentence-and-enter-alone.ts';

describe.each(CASTS)('with %s', (whose) => {
  test('one datagram travels each way, an empty one with ENTER alone', { timeout: EXPERIMENT_MS }, async () => {
    const { acts, outcome, own, wire, others } = await observe(experiment, whose);
    expect(outcome).toEqual({
      choice: 'a',
      asTold: true,
      findings: [
        'With the sentence: "hello network" from the client, "HELLO NETWORK" from the server.',
        'With ENTER alone: an empty datagram from the client, an empty datagram from the server.',
        expect.stringMatching(/^The client itself had port \d+ the first time, and port \d+ the second\.$/),
      ],
    });
    expect({ acts, own }).toEqual({ acts: 1, own: Array(2).fill(whose !== 'built-in programs') });
    expect(wire).toEqual([
      'client: is typed: "hello network\\n"',
      'client → server: "hello network"',
      'client ← server: "HELLO NETWORK"',
      'client: is typed: "\\n"',
      'client → server: empty datagram',
      'client ← server: empty datagram',
    ]);
    expect(others.filter((line) => line === 'client: ends: exit code 0')).toHaveLength(2);
    expect(others.filter((line) => line.startsWith('server: prints: Message received from 127.0.0.1'))).toHaveLength(2);
  });
});

const there = (text: string) => ({ from: 'client', text }) as const;
const back = (text: string) => ({ from: 'server', text }) as const;
const FIRST = { port: 40_001, datagrams: [there('hello network'), back('HELLO NETWORK')] };
const second = (...datagrams: (typeof FIRST.datagrams)[number][]) => [FIRST, { port: 40_002, datagrams }];

test.each([
  ['empty ones with ENTER alone', second(there(''), back('')), 'a'],
  ['none with ENTER alone', [FIRST], 'b'],
  ['a line end with ENTER alone', second(there('\n'), back('\n')), 'c'],
  ['five in all', second(there(''), back(''), there('bye')), 'd'],
  ['no reply', second(there('')), undefined],
  ['nothing at all', [], undefined],
  ['a reply that is not the sentence', [{ ...FIRST, datagrams: [there('hello network'), back('?')] }], undefined],
])('%s is %s', (_, runs, choice) => {
  expect(outcomeOf(runs)).toMatchObject({ choice, asTold: choice === 'a' });
});
