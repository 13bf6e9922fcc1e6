import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { CheckFailure } from '../../failure/failure.ts';
import type { Experiment, Outcome } from './experiment.ts';
import { castForTests } from './fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, withoutPorts } from './fixtures/observe.ts';
import { type Act, perform, wentAsTold } from './perform.ts';
import twoTcpServers from './questions/two-tcp-servers-on-one-port.ts';
import { renderActs } from './render.ts';

/** What is done with the built-in programs; with a file of the fixtures, when named, in the part of a student's TCP server. */
async function actsOf(experiment: Experiment, own?: string): Promise<Act[]> {
  await using programs = await castForTests('built-in programs');
  const { cast } = programs;
  const script = join(import.meta.dirname, 'fixtures', own ?? '');
  const player = { ...cast['tcp-server'], isOwn: true, because: 'packages/tcp-pair/src/server.ts', script };
  return await perform(experiment, own === undefined ? cast : { ...cast, 'tcp-server': player });
}

const experimentThat = (run: () => Promise<Outcome>): Experiment => ({ ...twoTcpServers, run });

vi.setConfig({ testTimeout: EXPERIMENT_MS });

test('what a program of the student’s does otherwise is shown, and then done with built-in ones', async () => {
  const acts = await actsOf(twoTcpServers, 'takes-another-port.js');
  expect(acts.map(({ outcome }) => outcome?.findings[0])).toEqual([
    'The second server took another port.',
    'The second server said EADDRINUSE, and ended.',
  ]);
  expect(acts.map(({ cast }) => cast['tcp-server'].isOwn)).toEqual([true, false]);
  expect(acts.map(wentAsTold)).toEqual([false, true]);
  const text = renderActs(acts, twoTcpServers, 80);
  expect(text).toContain(`That is not what this experiment expects. Is it because of
packages/tcp-pair/src/server.ts, or of the machine? Once more, with built-in
programs.`);
  expect(text).toContain(`So it is not the machine. The tests tell you more:
  pnpm --filter tcp-pair test server`);
});

test('a program that breaks the experiment off is named', async () => {
  const acts = await actsOf(twoTcpServers, 'ends-at-once.js');
  expect(acts.map(({ failure }) => failure?.summary)).toEqual(['The server ended before it was ready.', undefined]);
  expect(acts.map(wentAsTold)).toEqual([false, true]);
  expect(withoutPorts(renderActs(acts, twoTcpServers, 80))).toContain(`
- The experiment could not go on: The server ended before it was ready.
  Expected: the line "The server is ready to receive on HOST:PORT", and a server
            that keeps running
  Received: exit code 3`);
});

test('a machine that does something else is not asked twice', async () => {
  const otherwise = experimentThat(async () => ({ choice: 'a', asTold: false, findings: [] }));
  const once = await actsOf(otherwise);
  expect(once.map(wentAsTold)).toEqual([false]);
  const twice = await actsOf(otherwise, 'ends-at-once.js');
  expect(twice.map(wentAsTold)).toEqual([false, false]);
  expect(renderActs(twice, otherwise, 80)).not.toContain('So it is not the machine');
});

test('bytes that a program should not have sent are shown', async () => {
  const compared = { kind: 'bytes', expected: Buffer.from('HI\n'), received: Buffer.from('hi\n') } as const;
  const broken = experimentThat(() => Promise.reject(new CheckFailure('The program sent back other bytes.', compared)));
  const acts = await actsOf(broken);
  expect(renderActs(acts, broken, 80)).toContain('  Expected: "HI\\n"\n  Received: "hi\\n"');
});

test('what the system does not allow is an outcome, a fault of ours is not', async () => {
  const forbidden = experimentThat(() =>
    Promise.reject(Object.assign(new Error('send EPERM'), { code: 'EPERM', syscall: 'send' })),
  );
  const [act] = await actsOf(forbidden);
  expect(act?.failure?.summary).toBe('EPERM: the operation is not allowed to this user');
  const faulty = experimentThat(() => Promise.reject(new TypeError('x is not a function')));
  await expect(actsOf(faulty)).rejects.toThrow(TypeError);
});
