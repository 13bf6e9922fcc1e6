import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Outcome, visibilityOf } from '../check/types.ts';
import { renderFailure } from '../failure/render-failure.ts';
import { stageOwn, stagePrograms } from '../submission/stage-programs.ts';
import { testFolder } from '../text/fixtures/test-folder.ts';
import { readTopic } from '../topic/read-topic.ts';
import { moduleId } from './run-in-vitest.ts';
import { listChecks, type RunSuitesOptions, runSuites, runSuitesOn } from './run-suites.ts';

const read = (outcome: Outcome | undefined) => (outcome?.failure ? renderFailure(outcome.failure) : '');
const topic = readTopic(fileURLToPath(new URL('fixtures/statuses', import.meta.url)));

async function run(options: Partial<RunSuitesOptions> = {}) {
  const sourceDirectory = testFolder({ 'broken.ts': 'console.log((1;\n' });
  await cp(join(topic.directory, 'src'), sourceDirectory, { recursive: true });
  const staged = await stagePrograms({ topic, sourceDirectory, stagedDirectory: testFolder() });
  return runSuites({ topic, suites: 'all', ...staged, isolation: 'node', ...options });
}

test('every status, of public and hidden checks', async () => {
  const told: string[] = [];
  const { checks, outcomes, errors } = await run({ onOutcome: ({ id }) => told.push(id) });
  expect(errors).toEqual([]);
  expect(Object.fromEntries(checks.map(({ id }) => [id, outcomes[id]?.status]))).toEqual({
    'good/passes-before-a-later-gap': 'passed',
    'good/reaches-an-open-gap': 'todo',
    'good/is-held-up': 'skipped',
    'good/sees-another-text': 'failed',
    'good/meets-a-fault-of-the-suite': 'error',
    'broken/does-not-parse': 'failed',
    'missing/is-not-there': 'todo',
    'flood/prints-without-end': 'failed',
    'good/needs-a-public-check': 'passed',
  });
  expect(checks.filter(({ visibility }) => visibility === 'hidden').map(({ id }) => id)).toEqual([
    'good/needs-a-public-check',
  ]);
  expect(told.sort()).toEqual(checks.map(({ id }) => id).sort());
  expect(read(outcomes['good/reaches-an-open-gap'])).toBe('TODO 2 is still open: say goodbye (src/good.ts:2)');
  expect(read(outcomes['broken/does-not-parse'])).toContain('src/broken.ts:1:15: Expected ")" but found ";"');
  expect(read(outcomes['flood/prints-without-end'])).toContain('The program was stopped: more than 32 MiB of output.');
  expect(read(outcomes['missing/is-not-there'])).toBe('src/missing.ts is not there.');
}, 60_000);

test.each([
  ['odd (my [x] fork) {a,b} !é', {}, undefined],
  ['week #1', {}, undefined],
  ['a%20b?', {}, undefined],
  ['odd (my [x] fork) {a,b} !é', { reporters: [] }, undefined],
  ['week #1', { reporters: [] }, 'No check can run below a folder with "#" in its name: '],
  ['a%20b', { reporters: [] }, 'No check can run below a folder with "%20" in its name: '],
])(
  'in the folder %j, with the flags of vitest %j',
  async (name, vitest, fault) => {
    const moved = join(testFolder(), name);
    await cp(topic.directory, moved, { recursive: true });
    const kit = fileURLToPath(new URL('../index.ts', import.meta.url));
    const suite = join(moved, 'tests/statuses.test.ts');
    await writeFile(suite, (await readFile(suite, 'utf8')).replace('../../../../index.ts', kit));
    const there = run({
      topic: { ...topic, directory: moved },
      suites: 'public',
      program: 'good',
      title: 'passes before a later gap',
      vitest,
    });
    if (fault === undefined) await expect(there).resolves.toMatchObject({ errors: [], checks: [{ program: 'good' }] });
    else await expect(there).rejects.toThrow(fault);
  },
  60_000,
);

test('one program, one title; what was left out holds up nobody', async () => {
  const one = await run({ program: 'good', title: 'is held up' });
  expect(one.outcomes).toMatchObject({ 'good/is-held-up': { status: 'passed' } });
  expect(one.checks).toHaveLength(1);
  const byName = await run({ vitest: { testNamePattern: 'is held up' } });
  expect(Object.keys(byName.outcomes)).toEqual(['good/is-held-up']);
}, 60_000);

test('the limits of the course hold in a run, where the topic says nothing', async () => {
  const { outcomes } = await run({ topic: { ...topic, courseLimits: { outputMiB: 1 } }, program: 'flood' });
  expect(read(outcomes['flood/prints-without-end'])).toContain('The program was stopped: more than 1 MiB of output.');
}, 60_000);

test('several submissions in one run, each with its own outcomes', async () => {
  await using all = await stageOwn(topic);
  const none = await stagePrograms({ topic, sources: new Map(), stagedDirectory: testFolder() });
  const submissions = new Map([
    ['ana', { ...all, program: 'good' }],
    ['bruno', { ...none, program: 'good' }],
    ['chloe', { ...all, program: 'missing' }],
  ]);
  const results = await runSuitesOn({ topic, suites: 'all', isolation: 'node', submissions });
  const statuses = (name: string) => results.get(name)?.checks.map(({ id }) => results.get(name)?.outcomes[id]?.status);
  expect(statuses('ana')).toEqual(['passed', 'todo', 'skipped', 'failed', 'error', 'passed']);
  expect(statuses('bruno')).toEqual(['todo', 'todo', 'skipped', 'todo', 'todo', 'skipped']);
  expect(statuses('chloe')).toEqual(['todo']);
}, 60_000);

test('the checks can be listed without a program', async () => {
  const checks = await listChecks(topic);
  expect(checks).toHaveLength(9);
  expect(await listChecks(topic, 'public')).toHaveLength(8);
}, 60_000);

test.each([
  [win32.join('C:\\lab (1)', 'tests', 'a.test.ts'), win32, 'C:/lab (1)/tests/a.test.ts'],
  [posix.join('/lab', 'a\\b', 'a.test.ts'), posix, '/lab/a\\b/a.test.ts'],
])('%s', (path, { sep }, id) => expect(moduleId(path, sep)).toBe(id));

test.each([win32, posix])('a suite is hidden by its folder, whatever the separator ($sep)', ({ join }) => {
  expect(visibilityOf(join('lab', 'hidden', 'a.test.ts'))).toBe('hidden');
  expect(visibilityOf(join('hidden', 'tests', 'a.test.ts'))).toBe('public');
});
