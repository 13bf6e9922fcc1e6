import { describe, expect, test } from 'vitest';
import { CASTS } from '../fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, observe } from '../fixtures/observe.ts';
import { experiment, outcomeOf } from './udp-client-of-a-tcp-server.ts';

describe.each(CASTS)('with %s', (whose) => {
  test('the client waits in vain, and the server notices nothing', { timeout: EXPERIMENT_MS }, async () => {
    const { acts, outcome, own, wire, others } = await observe(experiment, whose);
    expect(outcome).toEqual({
      choice: 'd',
      asTold: true,
      findings: [
        'The client sent without any error, heard nothing within 1000 ms (its --timeout), and gave up.',
        'The probe was told by ICMP that there is no such UDP port.',
        'The server named nobody but the probe that asked it over TCP, and answered that one.',
      ],
    });
    expect({ acts, own }).toEqual({ acts: 1, own: Array(2).fill(whose !== 'built-in programs') });
    expect(wire).toEqual([
      'client: is typed: "do you hear me?\\n"',
      'probe → port PORT: "anybody?"',
      'probe ← port PORT: ICMP: port unreachable',
      'probe → server: connect 127.0.0.1:PORT',
      'probe → server: "are you there?\\n"',
      'probe ← server: "ARE YOU THERE?\\n"',
      'probe ← server: FIN (end)',
      'probe → server: FIN (end)',
    ]);
    expect(others).toContain('client: stderr: No reply within 1000 ms');
  });
});

test.each([
  [{ client: 'gave up', noticed: 0 }, 'd', true],
  [{ client: 'gave up', noticed: 1 }, 'c', false],
  [{ client: 'refused', noticed: 0 }, 'b', false],
  [{ client: 'refused', noticed: 0, isOwn: true }, 'b', true],
  [{ client: 'replied', noticed: 1 }, 'a', false],
  [{ client: 'other', noticed: 0 }, undefined, false],
] as const)('%o is %s', (seen, choice, asTold) => {
  expect(outcomeOf({ isOwn: false, isUnreachable: true, ...seen })).toMatchObject({ choice, asTold });
});
