import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { beginFdAt, beginFile } from '../confine/begins.ts';
import { faultOfMachine } from '../confine/machine-evidence.ts';
import { CheckFailure } from '../failure/failure.ts';
import { say } from '../failure/message.ts';
import { stageOwn } from '../submission/stage-programs.ts';
import { runSuites } from '../suites/run-suites.ts';
import { readTopic } from '../topic/read-topic.ts';
import { judge } from './judge.ts';
import { CheckSession } from './session.ts';

const topic = readTopic(fileURLToPath(new URL('fixtures/killed', import.meta.url)));

describe.skipIf(process.platform === 'win32')('what is killed by nobody of ours is tried once more', () => {
  test.each([
    ['waits/is-killed-0-times', 'passed', 1],
    ['waits/is-killed-1-times', 'passed', 2],
    ['waits/is-killed-2-times', 'failed', 2],
    ['waits/is-killed-and-nobody-would-have-seen-it', 'passed', 2],
    ['waits/is-still-running-when-all-is-seen', 'passed', 1],
    ['kills/lives', 'failed', 2],
    ['aborts/lives', 'failed', 2],
    ['exits/lives', 'failed', undefined],
  ])('%s: %s, launches: %i', async (id, status, launches) => {
    const { outcomes } = await outcome;
    expect(outcomes[id]).toMatchObject({ status, ...(launches !== undefined && { launches }) });
  });
  const outcome = run();
});

test('where Node itself does not start it is no program’s fault', async () => {
  const { outcomes } = await run('exits', 'throw new Error("no room for a thread")');
  expect(outcomes['exits/lives']).toMatchObject({ status: 'error', launches: 2 });
});

test.each([
  ['EMFILE', 'error'],
  ['ENOBUFS', 'error'],
  ['ECONNREFUSED', 'failed'],
])('a socket of ours met %s: %s', async (code, status) => {
  const target = { name: 'a', topic, programs: [], isolation: 'none', debug: false, seed: 1 } as const;
  const declaration = {
    id: 'waits/x',
    title: 'x',
    program: 'waits',
    gap: 1,
    points: 1,
    hint: 'No hint.',
    visibility: 'public',
  } as const;
  await using session = new CheckSession({ ...target, programs: [] }, declaration);
  const conversation = session.wire.newConversation({ transport: 'tcp' });
  session.wire.record({ kind: 'refused', from: 'program', code, conversation });
  const thrown = new CheckFailure(say('connection-refused', { address: 'here' }));
  expect(await judge({ declaration, target: { ...target, programs: [] }, session, thrown })).toMatchObject({ status });
});

async function run(program?: string, beginsWith?: string) {
  await using staged = await stageOwn(topic);
  const preload = join(staged.stagedDirectory, 'src', beginFile(beginFdAt('none')));
  if (beginsWith !== undefined) writeFileSync(preload, beginsWith);
  return await runSuites({ topic, suites: 'public', ...staged, ...(program && { program }), isolation: 'none' });
}

test.each([
  ['nothing', {}, undefined],
  ['a kill for lack of memory', { oomKills: 4 }, /no memory left/],
  ['a thread that could not be started', { forksRefused: 1 }, /no room for more processes/],
  ['long waiting for memory', { stalledMs: 150 }, /waits for memory/],
  ['short waiting for memory', { stalledMs: 50 }, undefined],
])('evidence of the machine: %s', (_, risen, fault) => {
  const before = { oomKills: 3, forksRefused: 0, stalledMs: 0 };
  const found = faultOfMachine(before, { ...before, ...risen });
  if (fault) expect(found).toMatch(fault);
  else expect(found).toBeUndefined();
});
