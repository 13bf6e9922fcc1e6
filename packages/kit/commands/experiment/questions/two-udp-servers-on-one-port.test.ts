import { describe, expect, test } from 'vitest';
import { CASTS } from '../fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, observe } from '../fixtures/observe.ts';
import { experiment, outcomeOf } from './two-udp-servers-on-one-port.ts';

describe.each(CASTS)('with %s', (whose) => {
  test('the second is refused; with reuseAddr it gets everything (Linux)', { timeout: EXPERIMENT_MS }, async () => {
    const { acts, outcome, own, wire, others } = await observe(experiment, whose);
    expect(outcome).toEqual({
      choice: process.platform === 'linux' ? 'd' : expect.anything(),
      asTold: true,
      findings: [
        'The second server said EADDRINUSE, and ended. The first one goes on.',
        process.platform === 'linux'
          ? 'With reuseAddr both ran: the first got 0 datagrams, the second 4.'
          : expect.stringMatching(/^With reuseAddr both ran/),
      ],
    });
    expect({ acts, own }).toEqual({ acts: 1, own: [whose !== 'built-in programs'] });
    const talks = [1, 2, 3, 4].flatMap((number) => [
      `client ${number} → port PORT: "number ${number}"`,
      `client ${number} ← port PORT: "NUMBER ${number}"`,
    ]);
    expect(wire).toEqual(['probe → port PORT: "who is there?"', 'probe ← port PORT: "WHO IS THERE?"', ...talks]);
    expect(others).toContainEqual(expect.stringMatching(/^second server: stderr: Bind failed: EADDRINUSE/));
  });
});

const BOTH_RUN = { second: 'in use', answeredBy: 0, secondOfTwo: 'ready' } as const;

test.each([
  [{ ...BOTH_RUN, got: [0, 4] }, 'd', { linux: true, darwin: true }],
  [{ ...BOTH_RUN, got: [4, 0] }, undefined, { linux: false, darwin: true }],
  [{ ...BOTH_RUN, got: [1, 3] }, 'b', { linux: false, darwin: true }],
  [{ ...BOTH_RUN, got: [4, 4] }, 'c', { linux: false, darwin: true }],
  [{ ...BOTH_RUN, got: [0, 3] }, undefined, { linux: false, darwin: false }],
  [{ ...BOTH_RUN, secondOfTwo: 'in use', got: [4, 0] }, 'e', { linux: false, darwin: false }],
  [{ ...BOTH_RUN, second: 'ready', got: [0, 4] }, 'a', { linux: false, darwin: false }],
  [{ ...BOTH_RUN, answeredBy: -1, got: [0, 4] }, undefined, { linux: false, darwin: false }],
] as const)('%o is %s', (seen, choice, { linux, darwin }) => {
  expect(outcomeOf(seen, 'linux')).toMatchObject({ choice, asTold: linux });
  expect(outcomeOf(seen, 'darwin')).toMatchObject({ choice, asTold: darwin });
});
