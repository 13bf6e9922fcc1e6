import { describe, expect, test } from 'vitest';
import { CASTS } from '../fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, observe } from '../fixtures/observe.ts';
import { experiment, outcomeOf } from './tcp-and-udp-server-on-one-port.ts';

describe.each(CASTS)('with %s', (whose) => {
  test('both run, and each answers its own kind of client', { timeout: EXPERIMENT_MS }, async () => {
    const { acts, outcome, own, wire } = await observe(experiment, whose);
    expect(outcome).toEqual({
      choice: 'a',
      asTold: true,
      findings: [
        'Both servers got ready on one port number.',
        'Each was asked by the client of its kind, answered it, and heard of no other.',
      ],
    });
    expect({ acts, own }).toEqual({ acts: 1, own: Array(2).fill(whose !== 'built-in programs') });
    expect(wire).toEqual([
      'TCP client → port PORT: connect 127.0.0.1:PORT',
      'TCP client → port PORT: "hello over tcp\\n"',
      'TCP client ← port PORT: "HELLO OVER TCP\\n"',
      'TCP client ← port PORT: FIN (end)',
      'TCP client → port PORT: FIN (end)',
      'UDP client → port PORT: "hello over udp"',
      'UDP client ← port PORT: "HELLO OVER UDP"',
    ]);
  });
});

test.each([
  [{ second: 'ready', strangers: 0 }, 'a', true],
  [{ second: 'ready', strangers: 1 }, undefined, false],
  [{ second: 'in use', strangers: 0 }, 'b', false],
  [{ second: 'silent', strangers: 0 }, undefined, false],
] as const)('%o is %s', (seen, choice, asTold) => {
  expect(outcomeOf(seen)).toMatchObject({ choice, asTold });
});
