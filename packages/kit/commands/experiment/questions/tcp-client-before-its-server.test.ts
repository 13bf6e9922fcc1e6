import { describe, expect, test } from 'vitest';
import { CASTS } from '../fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, observe } from '../fixtures/observe.ts';
import { experiment, outcomeOf } from './tcp-client-before-its-server.ts';

describe.each(CASTS)('with %s', (whose) => {
  test('the client is refused at once, and never asks', { timeout: EXPERIMENT_MS }, async () => {
    const { acts, outcome, own, wire, others } = await observe(experiment, whose);
    expect(outcome).toEqual({
      choice: 'c',
      asTold: true,
      findings: [
        'The client was refused (ECONNREFUSED), and ended before it asked for anything.',
        'The probe was refused as well: ECONNREFUSED.',
      ],
    });
    expect({ acts, own }).toEqual({ acts: 1, own: [whose !== 'built-in programs'] });
    expect(wire).toEqual(['probe → port PORT: connect 127.0.0.1:PORT', 'probe ← port PORT: refused (ECONNREFUSED)']);
    expect(others).toEqual([
      'client: starts: --port PORT --host 127.0.0.1',
      expect.stringMatching(/^client: stderr: .*ECONNREFUSED/),
      'client: ends: exit code 1 (an error, reported or uncaught)',
    ]);
  });
});

test.each([
  [{ client: 'refused', asked: false }, 'c', true],
  [{ client: 'refused', asked: true }, 'b', false],
  [{ client: 'gave up', asked: true }, 'a', false],
  [{ client: 'replied', asked: true }, undefined, false],
  [{ client: 'refused', asked: false, refusal: undefined }, 'c', false],
] as const)('%o is %s', (seen, choice, asTold) => {
  expect(outcomeOf({ refusal: 'ECONNREFUSED', ...seen })).toMatchObject({ choice, asTold });
});
