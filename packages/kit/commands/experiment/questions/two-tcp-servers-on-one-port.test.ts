import { describe, expect, test } from 'vitest';
import { CASTS } from '../fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, observe } from '../fixtures/observe.ts';
import { experiment, outcomeOf } from './two-tcp-servers-on-one-port.ts';

describe.each(CASTS)('with %s', (whose) => {
  test('the second server is refused the port, and the first one goes on', { timeout: EXPERIMENT_MS }, async () => {
    const { acts, outcome, own, wire, others } = await observe(experiment, whose);
    expect(outcome).toEqual({
      choice: 'b',
      asTold: true,
      findings: ['The second server said EADDRINUSE, and ended.', 'The first server answers on the port.'],
    });
    expect({ acts, own }).toEqual({ acts: 1, own: [whose !== 'built-in programs'] });
    expect(wire).toEqual([
      'probe → port PORT: connect 127.0.0.1:PORT',
      'probe → port PORT: "who is there?\\n"',
      'probe ← port PORT: "WHO IS THERE?\\n"',
      'probe ← port PORT: FIN (end)',
      'probe → port PORT: FIN (end)',
    ]);
    expect(others).toContainEqual(expect.stringMatching(/^second server: stderr: Bind failed: EADDRINUSE/));
    expect(others).toContain('second server: ends: exit code 1 (an error, reported or uncaught)');
  });
});

test.each([
  ['in use', 0, 'b'],
  ['in use', 1, undefined],
  ['in use', -1, undefined],
  ['ready', 0, 'c'],
  ['ready', 1, 'a'],
  ['silent', 0, 'd'],
  ['elsewhere', 0, undefined],
  ['ended', 0, undefined],
] as const)('a second server that is %s, and server %i answers: %s', (second, answeredBy, choice) => {
  expect(outcomeOf({ second, answeredBy })).toMatchObject({ choice, asTold: choice === 'b' });
});
