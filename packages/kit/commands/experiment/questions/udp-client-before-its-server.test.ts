import { describe, expect, test } from 'vitest';
import { CASTS } from '../fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, observe } from '../fixtures/observe.ts';
import { experiment, outcomeOf } from './udp-client-before-its-server.ts';

describe.each(CASTS)('with %s', (whose) => {
  test('the client waits in vain, and the server gets nothing', { timeout: EXPERIMENT_MS }, async () => {
    const { acts, outcome, own, wire, others } = await observe(experiment, whose);
    expect(outcome).toEqual({
      choice: 'b',
      asTold: true,
      findings: [
        'The client sent without any error, heard nothing within 1000 ms (its --timeout), and gave up.',
        'The probe was told: ICMP port unreachable, which its socket reports as ECONNREFUSED.',
        'The server got the one datagram that was sent after its start. Those from before are gone.',
      ],
    });
    expect({ acts, own }).toEqual({ acts: 1, own: Array(2).fill(whose !== 'built-in programs') });
    expect(wire).toEqual([
      'client: is typed: "is anybody there?\\n"',
      'probe → port PORT: "anybody?"',
      'probe ← port PORT: ICMP: port unreachable',
      'probe → server: "are you there?"',
      'probe ← server: "ARE YOU THERE?"',
    ]);
    expect(others).toContain('client: stderr: No reply within 1000 ms');
    expect(others).toContain('client: ends: exit code 1 (an error, reported or uncaught)');
  });
});

test.each([
  [{ client: 'gave up', kept: 0 }, 'b', true],
  [{ client: 'gave up', kept: 2 }, 'c', false],
  [{ client: 'refused', kept: 0 }, 'a', false],
  [{ client: 'refused', kept: 0, isOwn: true }, 'a', true],
  [{ client: 'replied', kept: 0 }, undefined, false],
  [{ client: 'other', kept: 0 }, undefined, false],
] as const)('%o is %s', (seen, choice, asTold) => {
  expect(outcomeOf({ isOwn: false, isUnreachable: true, ...seen })).toMatchObject({ choice, asTold });
});

test('where no ICMP message comes, the text says so', () => {
  const { asTold, findings } = outcomeOf({ client: 'gave up', isOwn: false, isUnreachable: false, kept: 0 });
  expect({ asTold, finding: findings[1] }).toEqual({ asTold: true, finding: 'The probe was told nothing.' });
});
