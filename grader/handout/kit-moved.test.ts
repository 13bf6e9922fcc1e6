import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { collectClass } from '../class/collect/collect-class.ts';
import { GitRepository } from '../class/collect/fixtures/git-repository.ts';
import { parseCourse } from '../class/course.ts';
import { machineEnvironment } from '../interop/workflows/workflow.ts';
import { DROPPED, kitUnderGrader } from './fixtures/kit-under-grader.ts';
import { commitAll } from './git.ts';
import handoutCommand from './handout-command.ts';
import { makeHandout } from './make-handout.ts';
import { HANDOUT_TIME, writeHandout } from './write-handout.ts';

const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const TOPIC = 'packages/echo-service';
const ANSWERS = 'half-close: a\n';
const root = mkdtempSync(join(tmpdir(), 'socket lab é '));
const published = join(root, 'published');
const { files, topics } = makeHandout(COURSE);
const printed = vi.spyOn(console, 'log').mockImplementation(() => {});
let told = '';

function forkWithWork(name: string): GitRepository {
  const fork = new GitRepository(join(root, name));
  fork.git('pull', '--quiet', published, 'before');
  cpSync(join(COURSE, TOPIC, 'solution'), join(fork.directory, TOPIC, 'src'), { recursive: true });
  fork.write(`${TOPIC}/answers.yaml`, ANSWERS);
  fork.commit();
  fork.git('remote', 'add', 'course', published);
  fork.git('fetch', '--quiet', 'course');
  return fork;
}

function pnpm(cwd: string, ...args: string[]) {
  const env = machineEnvironment();
  return execa('npx', ['-y', 'pnpm@12', ...args], { cwd, env, extendEnv: false, input: '', reject: false });
}

beforeAll(async () => {
  writeHandout(kitUnderGrader(files), published);
  commitAll(published, 'before', HANDOUT_TIME);
  new GitRepository(published).git('branch', 'before');
  printed.mockClear();
  expect(await handoutCommand.run(['--update', published], COURSE, root)).toBe(0);
  told = printed.mock.calls.join('\n');
  commitAll(published, 'after', HANDOUT_TIME);
});
afterAll(() => rmSync(root, { recursive: true }));

test('of the old place nothing is left in the published repository, and its forks are told', () => {
  expect(existsSync(join(published, 'grader'))).toBe(false);
  expect(told).toContain('\n  git clean -fdX grader ');
});

test('a fork that has worked in the old layout merges the new one without a conflict, and goes on', async () => {
  const fork = forkWithWork('fork');
  const work = () =>
    ['src/server.ts', 'src/client.ts', 'answers.yaml'].map((file) => fork.git('hash-object', `${TOPIC}/${file}`));
  const before = work();
  expect(await pnpm(fork.directory, 'install', '--prefer-offline')).toMatchObject({ exitCode: 0 });
  expect(await pnpm(fork.directory, '--filter', 'echo-service', 'test')).toMatchObject({ exitCode: 0 });
  expect(fork.git('status', '--short')).toBe('');
  const results = join(fork.directory, '.results');
  expect(existsSync(results)).toBe(true);

  fork.git('merge', '--quiet', '--no-edit', 'course/main');
  expect(work()).toEqual(before);
  expect(fork.git('ls-files', 'grader')).toBe('');
  expect(await pnpm(fork.directory, 'install', '--prefer-offline')).toMatchObject({ exitCode: 0 });
  expect(realpathSync(join(fork.directory, TOPIC, 'node_modules/@socket-lab/kit'))).toBe(
    realpathSync(join(fork.directory, 'packages/kit')),
  );
  expect((await pnpm(fork.directory, '--filter', 'echo-service', 'test')).stdout).toMatch(
    /\n\d+ passed; (\d+) of \1 public/,
  );
  expect(existsSync(results)).toBe(true);

  expect(existsSync(join(fork.directory, 'grader/kit/node_modules'))).toBe(true); // git leaves what it ignores
  fork.git('clean', '-fdX', 'grader');
  expect(existsSync(join(fork.directory, 'grader'))).toBe(false);
  expect(fork.git('status', '--short')).toBe('');
});

test('who has changed the kit: a change goes with its file, and of a file that is gone git asks and we answer', () => {
  const fork = forkWithWork('changed');
  const moved = 'program/deadline.ts';
  fork.write(`grader/kit/${moved}`, `${readFileSync(join(COURSE, 'packages/kit', moved))}// mine\n`);
  fork.write(DROPPED, '// mine\n');
  fork.commit();
  expect(() => fork.git('merge', '--no-edit', 'course/main')).toThrow();
  expect(
    fork
      .git('status', '--short')
      .split('\n')
      .filter((line) => /^(?:U|.U|AA|DD)/.test(line)),
  ).toEqual([`UD ${DROPPED}`]);
  expect(told).toContain('"git rm FILE"');
  fork.git('rm', DROPPED);
  fork.git('commit', '--quiet', '--no-edit');
  expect(fork.git('ls-files', 'grader')).toBe('');
  expect(readFileSync(join(fork.directory, 'packages/kit', moved), 'utf8')).toMatch(/\/\/ mine\n$/);
  fork.git('checkout', 'course/main', '--', 'packages/kit'); // what the course has
  expect(fork.git('diff', 'course/main', '--stat', '--', 'packages/kit')).toBe('');
});

describe('a fork is graded the same whether it has taken the move or not', () => {
  /** What is collected of a fork, handed in as a folder, as an archive of all of it, or fetched by git. */
  async function collected(fork: GitRepository) {
    fork.git('archive', '--format=tar.gz', `--output=${fork.directory}.tar.gz`, 'HEAD');
    const path = fork.directory.slice(root.length + 1);
    const students = [
      { id: 'folder', name: '', submission: { state: 'folder', base: root, path } as const },
      { id: 'archive', name: '', submission: { state: 'archive', base: root, path: `${path}.tar.gz` } as const },
    ];
    return collectClass(students, topics, { repository: COURSE, course: parseCourse('title: Lab', 'course.yaml') });
  }

  test('what counts is the same, byte for byte', async () => {
    const behind = forkWithWork('behind');
    const merged = forkWithWork('merged');
    merged.git('merge', '--quiet', '--no-edit', 'course/main');
    expect(behind.git('ls-files', 'packages/kit')).toBe('');
    const before = await collected(behind);
    for (const id of ['folder', 'archive']) {
      const { answers, ...programs } = before.get(id)?.get('echo-service') ?? {};
      expect(programs).toMatchObject({ state: 'collected' });
      expect(answers).toEqual({ state: 'collected', text: ANSWERS });
    }
    expect(await collected(merged)).toEqual(before);
  });
});
