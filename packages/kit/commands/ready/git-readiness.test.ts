import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testFolder, writeIn } from '../../text/fixtures/test-folder.ts';
import { gitReadiness } from './git-readiness.ts';

const SERVER = 'packages/pair/src/server.ts';
const CLIENT = 'packages/pair/src/client.ts';
const ANSWERS = 'packages/pair/answers.yaml';
const PATHS = [SERVER, CLIENT, ANSWERS];

/** A fork as a student has it: `server` is the repository that it was cloned from. */
async function fork() {
  const root = testFolder();
  const server = join(root, 'server.git');
  const directory = join(root, 'my fork');
  mkdirSync(directory);
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...args], { cwd: directory });
  const write = (path: string, text: string) => writeIn(directory, path, text);
  await git('init', '--quiet', '--initial-branch=main');
  write(SERVER, 'one\n');
  write(CLIENT, 'one\n');
  write('README.md', 'one\n');
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'The course');
  await execa('git', ['clone', '--quiet', '--bare', directory, server]);
  await git('remote', 'add', 'origin', server);
  await git('fetch', '--quiet', 'origin');
  await git('branch', '--set-upstream-to=origin/main');
  await git('remote', 'set-head', 'origin', 'main');
  return { directory, git, write, look: () => gitReadiness(directory, PATHS) };
}

test('what is committed and pushed is ready; what is not graded does not matter', async () => {
  const { look, write } = await fork();
  write('README.md', 'two\n');
  write('notes.txt', 'mine\n');
  expect(await look()).toEqual({ state: 'ready', faults: [], notes: [] });
});

test('what is not in the newest commit, by why it is not', async () => {
  const { look, write, git, directory } = await fork();
  write(SERVER, 'two\n');
  rmSync(join(directory, CLIENT));
  write(ANSWERS, 'first: a\n');
  expect((await look()).faults).toEqual([
    `Changed and not committed, so not handed in (git add, commit, push):\n${SERVER}`,
    `Not in git yet, so not handed in (git add, commit, push):\n${ANSWERS}`,
    `Gone here, and still in your last commit, which would be graded:\n${CLIENT}`,
  ]);
  write('.gitignore', 'answers.yaml\n');
  await git('mv', SERVER, 'elsewhere.ts');
  const { faults } = await look();
  expect(faults.at(-1)).toBe(`Left out by a .gitignore, so not handed in (git add --force, commit, push):\n${ANSWERS}`);
  expect(faults[0]).toBe(`Gone here, and still in your last commit, which would be graded:\n${CLIENT}\n${SERVER}`);
});

test('what is committed and not pushed; then pushed', async () => {
  const { look, write, git } = await fork();
  write(SERVER, 'two\n');
  await git('commit', '--quiet', '--all', '-m', 'Server');
  expect((await look()).faults).toEqual([`Committed, and not on origin/main yet (git push):\n${SERVER}`]);
  write(SERVER, 'three\n'); // named once
  expect((await look()).faults).toHaveLength(1);
  await git('commit', '--quiet', '--all', '-m', 'Server again');
  await git('push', '--quiet');
  expect(await look()).toEqual({ state: 'ready', faults: [], notes: [] });
});

test('conflicts of a merge', async () => {
  const { look, write, git } = await fork();
  await git('checkout', '--quiet', '-b', 'other');
  write(SERVER, 'two\n');
  await git('commit', '--quiet', '--all', '-m', 'Two');
  await git('checkout', '--quiet', 'main');
  write(SERVER, 'three\n');
  await git('commit', '--quiet', '--all', '-m', 'Three');
  await git('merge', 'other').catch(() => {});
  expect((await look()).faults).toEqual([
    `With conflicts of a merge (resolve them, then git add, commit, push):\n${SERVER}`,
  ]);
});

test('a branch of its own', async () => {
  const { look, write, git } = await fork();
  await git('checkout', '--quiet', '-b', 'week-3');
  write(SERVER, 'two\n');
  await git('commit', '--quiet', '--all', '-m', 'Server');
  expect((await look()).faults).toEqual([`Committed, and not on origin/main yet (git push):\n${SERVER}`]);
  await git('push', '--quiet', '--set-upstream', 'origin', 'week-3');
  expect(await look()).toMatchObject({
    faults: [],
    notes: [
      'This branch is pushed to origin/week-3; what is graded is origin/main, unless your instructor has the other.',
    ],
  });
  await git('remote', 'set-head', 'origin', '--delete');
  await git('branch', '--unset-upstream');
  expect((await look()).faults).toEqual(['The branch week-3 is on no server yet (git push).']);
});

test('many files are not all named', async () => {
  const { directory, write } = await fork();
  const paths = Array.from({ length: 8 }, (_, number) => `packages/pair/src/${number}.ts`);
  for (const path of paths) write(path, '');
  const [fault = ''] = (await gitReadiness(directory, paths)).faults;
  expect(fault.split('\n').slice(5)).toEqual(['packages/pair/src/4.ts', '… and 3 more']);
});

test('no server, a repository above, no repository: nothing to mend, and it is said', async () => {
  const { directory, git, look, write } = await fork();
  await git('remote', 'remove', 'origin');
  expect(await look()).toEqual({
    state: 'ready',
    faults: [],
    notes: ['This repository knows of no server: hand it in another way.'],
  });
  write('lab/README.md', '');
  expect(await gitReadiness(join(directory, 'lab'), PATHS)).toMatchObject({
    faults: [],
    notes: ['The repository begins in a folder above this one, not here: whether all is committed was not looked at.'],
  });
  rmSync(join(directory, '.git'), { recursive: true });
  expect(await look()).toMatchObject({
    faults: [],
    notes: ['This is no git repository: whether all is committed was not looked at.'],
  });
});

test('no git', async () => {
  const { look } = await fork();
  vi.stubEnv('PATH', tmpdir());
  onTestFinished(() => void vi.unstubAllEnvs());
  expect((await look()).notes).toEqual(['git is not installed: whether all is committed was not looked at.']);
});
