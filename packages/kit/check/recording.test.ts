import { expect, onTestFinished, test } from 'vitest';
import { pairCourse } from '../commands/replay/fixtures/pair-course.ts';
import { textOf } from '../failure/message.ts';
import { stageOwn } from '../submission/stage-programs.ts';
import { runSuites } from '../suites/run-suites.ts';

const TIME = { timeout: 60_000 };

async function outcome(keepsRecording?: boolean) {
  const course = pairCourse();
  onTestFinished(() => course[Symbol.dispose]());
  course.write('wrong');
  const { topic } = course;
  await using staged = await stageOwn(topic);
  const asked = keepsRecording === undefined ? {} : { keepsRecording };
  const run = { topic, ...staged, suites: 'public', isolation: 'node', title: 'shouts', ...asked } as const;
  const { outcomes } = await runSuites(run);
  return outcomes['server/shouts'];
}

test('an outcome brings along what the check saw, when it is asked to', TIME, async () => {
  const { recorded } = (await outcome(true)) ?? {};
  const { recording, failure } = recorded ?? {};
  expect(recording?.events.map(({ kind }) => kind)).toEqual([
    ...['starts', 'prints', 'connect', 'data', 'data', 'fails', 'is stopped'],
  ]);
  expect(recording?.conversations).toEqual([
    {
      transport: 'tcp',
      peer: { address: '127.0.0.1', port: expect.any(Number) },
      program: { address: '127.0.0.1', port: expect.any(Number) },
    },
  ]);
  expect(Math.abs((recording?.beganAtMs ?? 0) - Date.now())).toBeLessThan(TIME.timeout);
  expect(textOf(failure?.summary ?? '')).toBe('The program sent back other bytes.');
  expect(failure?.wire.map(({ kind }) => kind)).toEqual(['connect', 'data', 'data']);
  const times = recording?.events.map(({ atMs }) => atMs) ?? [];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('and else does not: a result is to be small', TIME, async () => {
  expect(await outcome()).toEqual({
    status: 'failed',
    failure: expect.any(Object),
    durationMs: expect.any(Number),
    launches: expect.any(Number), // a check that was held up runs once more
  });
});
