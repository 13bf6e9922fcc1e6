import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import type { CheckDeclaration } from '../../check/types.ts';
import { recordRun } from '../../record/record-run.ts';
import { testFolder, writeIn } from '../../text/fixtures/test-folder.ts';
import { readTopic } from '../../topic/read-topic.ts';
import type { CourseProgress } from './course-progress.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const MAIN = join(import.meta.dirname, '..', 'fixtures', 'command-main.ts');
const TOPIC = `title: A pair
programs:
  server: { title: the server, transport: tcp, gaps: { 1: create, 2: bind } }
quiz: { points: 10 }
`;
const QUIZ = `questions:\n${[1, 2, 3, 4, 5].map((n) => `  - { id: q${n}, kind: number, question: How many? }\n`).join('')}`;
const TODO = 'function todo(gap: number, what: string): never {\n  throw new Error(what + gap);\n}\n';
const SERVER = 'packages/pair/src/server.ts';
const ANSWERS = 'packages/pair/answers.yaml';

function course(files: Record<string, string> = {}) {
  const directory = testFolder({
    'packages/pair/topic.yaml': TOPIC,
    'packages/pair/quiz.yaml': QUIZ,
    [SERVER]: `todo(1, 'create');\ntodo(2, 'bind');\n${TODO}`,
    ...files,
  });
  return {
    directory,
    write: (path: string, text: string) => writeIn(directory, path, text),
    pass() {
      const topic = readTopic(join(directory, 'packages/pair'));
      const check: CheckDeclaration = {
        id: 'server/starts',
        title: 'starts',
        program: 'server',
        points: 5,
        hint: '',
        visibility: 'public',
      };
      const outcomes = { [check.id]: { status: 'passed', durationMs: 1 } as const };
      recordRun({ topic, checks: [check], outcomes, seed: 1, isWhole: true });
    },
    progress: (...args: string[]) => command(['--import', pathToFileURL(join(FIXTURES, 'tell-modules.js')).href], args),
  };

  async function command(flags: string[], args: string[]) {
    const { exitCode, stdout, stderr } = await execa(
      process.execPath,
      [...flags, MAIN, 'progress', directory, ...args],
      { reject: false, env: { NO_COLOR: '1' } },
    );
    const lines = stderr.split('\n');
    return {
      code: exitCode,
      out: stdout,
      err: lines.filter((line) => !line.startsWith('loads ')).join('\n'),
      loaded: lines.flatMap((line) => /^loads (.*)$/.exec(line)?.[1] ?? []),
    };
  }
}

const parsed = (text: string) => JSON.parse(text) as CourseProgress;

test('as the files are now, and as the last run left it', async () => {
  const { progress, pass, write } = course({
    [ANSWERS]: 'q1: 7\n',
    'experiments.yaml': '1: { prediction: a, outcome: b }\n',
  });
  pass();
  const { code, out, err } = await progress();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('pair   0 of 2  5 of 5  1 of 5  just now\n');
  expect(out).toContain('Experiments: of 9 predicted 1, run 1, explained 0.');
  expect(out).toMatch(new RegExp(`Next: gap 1 of server, "create": ${SERVER}:1\n {2}pnpm --filter pair test server$`));
  write(SERVER, `const a = 1;\n\ntodo(2, 'bind');\n${TODO}`);
  expect((await progress()).out).toContain('pair   1 of 2  5 of 5  1 of 5  before your last change\n');
});

test('as JSON', async () => {
  const { progress, pass } = course();
  pass();
  const { out } = await progress('--json');
  expect(parsed(out)).toEqual({
    schemaVersion: 1,
    topics: [
      expect.objectContaining({
        id: 'pair',
        title: 'A pair',
        gaps: { filled: 0, total: 2, open: [expect.anything(), expect.anything()] },
        checks: expect.objectContaining({ score: 5, points: 5, passed: 1 }),
        changedSince: [],
        neverRun: [],
        quiz: { questions: 5, answered: 0, faults: [] },
      }),
    ],
    experiments: { total: 9, predicted: 0, run: 0, explained: 0, next: 1, fault: null },
    next: expect.objectContaining({ kind: 'fill', file: SERVER, line: 1 }),
  });
});

test('it loads nothing that runs programs, and nothing that reads YAML when nothing in it has changed', async () => {
  const { progress, write } = course();
  const packages = (loaded: string[]) =>
    loaded.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []);
  const first = new Set(packages((await progress()).loaded));
  expect([...first].sort()).toEqual(['get-east-asian-width', 'yaml', 'zod']);
  const again = await progress();
  expect(again.loaded.filter((url) => url.includes('/packages/kit/')).length).toBeGreaterThan(10);
  expect(new Set(packages(again.loaded))).toEqual(new Set(['get-east-asian-width']));
  write(ANSWERS, 'q1: 7\n');
  expect(new Set(packages((await progress()).loaded))).toEqual(new Set(['get-east-asian-width', 'yaml']));
});

test('what is remembered is forgotten with the file that it is of', async () => {
  const { progress, write, directory } = course();
  const quiz = async () => parsed((await progress('--json')).out).topics[0]?.quiz?.answered;
  expect(await quiz()).toBe(0);
  write(ANSWERS, 'q1: 7\n');
  expect(await quiz()).toBe(1);
  rmSync(join(directory, ANSWERS));
  expect(await quiz()).toBe(0);
  write('.results/progress.json', '{');
  expect(await quiz()).toBe(0);
  write('.results/progress.json', '{"version":0,"known":{}}');
  expect(await quiz()).toBe(0);
  expect(JSON.parse(readFileSync(join(directory, '.results/progress.json'), 'utf8'))).toMatchObject({ version: 1 });
});

test('a course that nobody can write to', async () => {
  const { progress, write, directory } = course();
  write('.results', 'a file where the folder would be');
  expect((await progress()).out).toContain('pair   0 of 2');
  rmSync(join(directory, '.results'));
  chmodSync(directory, 0o555);
  expect((await progress()).code).toBe(0);
});

test('faults in what a student wrote are told, and the rest is there', async () => {
  const { progress } = course({ [ANSWERS]: 'q1: many\n', 'experiments.yaml': '- 1\n' });
  const { code, out } = await progress();
  expect(code).toBe(0);
  expect(out).toContain(`${ANSWERS}:1: q1: the answer is a number.`);
  expect(out).toContain('Experiments: experiments.yaml');
});

test('a draft is no part of it; a topic.yaml that is wrong is said', async () => {
  const { progress, write } = course({ 'packages/later/topic.yaml': `${TOPIC}draft: true\n` });
  expect((await progress()).out).not.toContain('later');
  write('packages/later/topic.yaml', 'title: [');
  const { code, err } = await progress();
  expect(code).toBe(2);
  expect(err).toMatch(/^packages\/later\/topic\.yaml:1: /);
});

test('bad usage', async () => {
  const { progress, directory } = course();
  expect(await progress('--jsn')).toMatchObject({
    code: 2,
    err: `Unknown option '--jsn'. Did you mean --json? "pnpm progress --help" says what there is.`,
  });
  expect(await progress('pair')).toMatchObject({ code: 2 });
  expect((await progress('--help')).out).toMatch(/^Usage: pnpm progress/);
  expect(existsSync(join(directory, '.results'))).toBe(false);
});
