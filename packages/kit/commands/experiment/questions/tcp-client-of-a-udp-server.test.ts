import { describe, expect, test } from 'vitest';
import { CASTS } from '../fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, observe } from '../fixtures/observe.ts';
import { experiment, outcomeOf } from './tcp-client-of-a-udp-server.ts';

describe.each(CASTS)('with %s', (whose) => {
  test('the client is refused at once, and the server notices nothing', { timeout: EXPERIMENT_MS }, async () => {
    const { acts, outcome, own, wire, others } = await observe(experiment, whose);
    expect(outcome).toEqual({
      choice: 'a',
      asTold: true,
      findings: [
        'The client was refused (ECONNREFUSED), and ended before it asked for anything.',
        'The probe was refused as well: ECONNREFUSED.',
        'The server named nobody but the probe that asked it over UDP, and answered that one.',
      ],
    });
    expect({ acts, own }).toEqual({ acts: 1, own: Array(2).fill(whose !== 'built-in programs') });
    expect(wire).toEqual([
      'probe → port PORT: connect 127.0.0.1:PORT',
      'probe ← port PORT: refused (ECONNREFUSED)',
      'probe → server: "are you there?"',
      'probe ← server: "ARE YOU THERE?"',
    ]);
    expect(others).toContain('client: ends: exit code 1 (an error, reported or uncaught)');
  });
});

test.each([
  [{ client: 'refused', asked: false }, 'a', true],
  [{ client: 'refused', asked: true }, 'a', false],
  [{ client: 'refused', asked: false, noticed: 1 }, 'd', false],
  [{ client: 'refused', asked: false, refusal: undefined }, 'a', false],
  [{ client: 'gave up', asked: true }, 'b', false],
  [{ client: 'other', asked: true }, 'c', false],
  [{ client: 'other', asked: false }, undefined, false],
] as const)('%o is %s', (seen, choice, asTold) => {
  expect(outcomeOf({ refusal: 'ECONNREFUSED', noticed: 0, ...seen })).toMatchObject({ choice, asTold });
});
