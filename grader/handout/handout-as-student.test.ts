import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { machineEnvironment } from '../interop/workflows/workflow.ts';
import { commitAll } from './git.ts';
import { makeHandout } from './make-handout.ts';
import { HANDOUT_TIME, writeHandout } from './write-handout.ts';

// It installs a whole workspace, from the store of this machine where that has the packages.
const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const TOPIC = 'echo-service';
const root = mkdtempSync(join(tmpdir(), 'socket lab é '));
const clone = join(root, 'my fork');
const handout = makeHandout(COURSE);

beforeAll(async () => {
  const published = join(root, 'published');
  writeHandout(handout.files, published);
  commitAll(published, 'Version 1', HANDOUT_TIME);
  await execa('git', ['clone', '--quiet', published, clone]);
  const { exitCode, stdout, stderr } = await pnpm('install', '--frozen-lockfile', '--prefer-offline');
  expect(exitCode, `${stdout}${stderr}`).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true }));

test('an untouched starter: everything is to do, and what is to do is no failure', async () => {
  const { stdout, exitCode } = await pnpm('--filter', TOPIC, 'test');
  expect(stdout).toContain('TODO 1 is still open');
  expect(stdout).toMatch(/\n\d+ todo, \d+ skipped; 0 of \d+ public points\./);
  expect(exitCode).toBe(1);
  const summary = await pnpm('summary', TOPIC, '--badge', 'badge.json');
  expect(summary.stdout).toMatch(/\| echo-service \| 0 of \d+ \| 0 \| 0 \| \d+ \| \d+ \|/);
  expect(summary.exitCode).toBe(0);
  expect(JSON.parse(readFileSync(join(clone, 'badge.json'), 'utf8'))).toMatchObject({ color: 'blue' });
  const progress = await pnpm('progress');
  expect(progress.stdout).toMatch(/\necho-service +0 of \d+ +0 of \d+ +0 of \d+ +just now\n/);
  expect(progress.stdout).toMatch(/\nNext: gap 1 of \S+, ".+": packages\/[\w-]+\/src\/[\w-]+\.ts:\d+\n/);
  const ready = await pnpm('ready');
  expect(ready.stdout).toContain('\nThere is nothing to hand in yet.');
  expect(ready.exitCode).toBe(0);
});

test('its types hold, the solutions within it too; quiz and experiments are there', async () => {
  expect(await pnpm('types')).toMatchObject({ exitCode: 0 });
  expect((await pnpm('quiz', TOPIC)).stdout).toMatch(/\d+ questions, none answered\./);
  expect((await pnpm('experiment')).stdout).toContain('pnpm experiment 6');
  expect((await pnpm('experiment', '6', '--yes')).stdout).toContain('It went as the text says.');
});

test('pnpm test lists the topics, and takes one by its name', async () => {
  expect((await pnpm('test')).stdout).toContain(`\n  pnpm test ${TOPIC} `);
  expect(await pnpm('test', 'ecko-service')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`There is no topic "ecko-service". Did you mean ${TOPIC}?\n`),
  });
  expect((await pnpm('test', TOPIC, 'server')).stdout).toContain('TODO 1 is still open');
});

test('turbo runs the tests of a topic, each time anew, and shows them as they come', async () => {
  for (const _time of ['first', 'second']) {
    const { stdout, exitCode } = await pnpm('turbo', 'run', 'test', '--filter', TOPIC);
    expect(stdout).toContain(`${TOPIC}:test: cache bypass, force executing`);
    expect(stdout).toMatch(new RegExp(`\n${TOPIC}:test: .*TODO 1 is still open`));
    expect(stdout).toMatch(/\nFailed: +echo-service#test\n/);
    expect(exitCode).toBe(1);
  }
  const { scripts } = JSON.parse(readFileSync(join(clone, 'packages', TOPIC, 'package.json'), 'utf8'));
  expect(Object.keys(scripts)).toEqual(['server', 'client', 'test']);
});

test('with the gaps filled everything is green', async () => {
  cpSync(join(COURSE, 'packages', TOPIC, 'solution'), join(clone, 'packages', TOPIC, 'src'), { recursive: true });
  const { stdout, exitCode } = await pnpm('--filter', TOPIC, 'test');
  expect(stdout).toMatch(/\n\d+ passed; (\d+) of \1 public points\./);
  expect(exitCode).toBe(0);
  expect(await pnpm('types')).toMatchObject({ exitCode: 0 });
  const { topics } = JSON.parse((await pnpm('progress', '--json')).stdout);
  const { gaps, checks } = topics.find(({ id }: { id: string }) => id === TOPIC);
  expect([gaps.filled, checks.score]).toEqual([gaps.total, checks.points]);
});

test('what is not committed would not be handed in', async () => {
  const { stdout, exitCode } = await pnpm('ready', TOPIC);
  expect(stdout).toMatch(/^echo-service +ready\. 0 of \d+ questions/);
  expect(stdout).toContain(`  Changed and not committed, so not handed in (git add, commit, push):
    packages/${TOPIC}/src/client.ts
    packages/${TOPIC}/src/server.ts
`);
  expect(exitCode).toBe(1);
});

test('nothing but the programs has changed: what was installed left the lock file as it was', async () => {
  const { stdout } = await execa('git', ['status', '--short'], { cwd: clone });
  expect(stdout.split('\n').map((line) => line.slice(3))).toEqual([
    `packages/${TOPIC}/src/client.ts`,
    `packages/${TOPIC}/src/server.ts`,
  ]);
});

function pnpm(...args: string[]) {
  return execa('npx', ['-y', 'pnpm@12', ...args], {
    cwd: clone,
    env: machineEnvironment(),
    extendEnv: false,
    input: '',
    reject: false,
    stripFinalNewline: false,
  });
}
