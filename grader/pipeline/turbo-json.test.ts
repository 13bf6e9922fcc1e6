import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import turbo from '../../turbo.json' with { type: 'json' };
import { modulesNamedIn } from '../handout/kit-files.ts';
import { RUN_FOLDER_VARIABLE } from '../jobs/confined/run-folder.ts';
import { LIFELINE_VARIABLE } from '../jobs/lifeline.ts';
import { findTurbo } from '../jobs/run-turbo.ts';
import { topicFolders } from '../starters/topic-folders.ts';
import { FORCE_VARIABLE, MACHINE_VARIABLE } from './task.ts';

const COURSE = join(import.meta.dirname, '..', '..');
const TOPICS = topicFolders(COURSE);

interface Task {
  taskId: string;
  directory: string;
  command: string;
  /** Paths relative to `directory`, and their hashes. */
  inputs: Record<string, string>;
}
const tasks = new Map<string, { command: string; inputs: Set<string> }>();

beforeAll(async () => {
  const names = ['lint', 'types', 'mutants', 'course', 'attacks', 'unit', 'prove'];
  const { stdout } = await execa(findTurbo(), ['run', ...names, '--dry=json', '--skip-infer'], { cwd: COURSE });
  for (const { taskId, directory, command, inputs } of (JSON.parse(stdout) as { tasks: Task[] }).tasks) {
    tasks.set(taskId, {
      command,
      inputs: new Set(Object.keys(inputs).map((path) => posix.join(directory.replaceAll('\\', '/'), path))),
    });
  }
});

const inputsOf = (task: string) => tasks.get(task)?.inputs ?? new Set<string>();

test('every topic is proven, and a change in one concerns no other', () => {
  expect(TOPICS.length).toBeGreaterThan(1);
  for (const id of TOPICS) {
    expect(tasks.get(`${id}#prove`)?.command).toContain('task prove');
    const ofTopics = [...inputsOf(`${id}#prove`)].filter((path) => /^packages\/(?!kit\/)/.test(path));
    expect(ofTopics.filter((path) => !path.startsWith(`packages/${id}/`))).toEqual([]);
    expect(ofTopics).toContain(`packages/${id}/README.md`);
    expect(ofTopics.filter((path) => path.startsWith(`packages/${id}/hidden/`))).not.toEqual([]);
  }
});

test.each([
  ['prove', `${TOPICS[0]}#prove`, 'grader/pipeline/task-command.ts'],
  ['attacks', '//#attacks', 'grader/attacks/attacks-command.ts'],
])('whatever module the task "%s" loads decides its result', (_name, task, main) => {
  const loaded = loadedBy(main);
  expect(loaded).toContain('packages/kit/suites/run-suites.ts');
  const product = loaded.filter((path) => !path.endsWith('.test.ts'));
  expect(product.filter((path) => !inputsOf(task).has(path))).toEqual([]);
});

test('tests of the kit, and no folder of what is installed or left behind, are among the inputs', () => {
  expect(inputsOf('@socket-lab/kit#unit')).toContain('packages/kit/suites/run-suites.test.ts');
  expect(inputsOf('@socket-lab/grader#unit')).toContain('examples/class/roster.csv');
  for (const [, { inputs }] of tasks) {
    expect(
      [...inputs].filter((path) => /(^|\/)(node_modules|\.turbo|\.results|\.grade|\.git)(\/|$)/.test(path)),
    ).toEqual([]);
  }
});

test('what depends on the machine has it in its key', () => {
  const { tasks: defined } = turbo;
  for (const each of [defined['//#attacks'], defined['@socket-lab/kit#unit'], defined['@socket-lab/grader#unit']]) {
    expect(each.env).toEqual([MACHINE_VARIABLE]);
  }
  expect(defined.prove).toMatchObject({ env: [MACHINE_VARIABLE], passThroughEnv: [FORCE_VARIABLE] });
});

test('a job of a class: what it reads, what it writes, what it is told', () => {
  expect(turbo.tasks.grade).toEqual({
    inputs: ['lock.json', 'src/**'],
    outputs: ['result.json'],
    passThroughEnv: [LIFELINE_VARIABLE, RUN_FOLDER_VARIABLE, 'TMPDIR'],
  });
  expect(turbo.tasks.test).toEqual({ cache: false });
});

function loadedBy(main: string): string[] {
  const exclude = (path: string) => path.includes('node_modules');
  const all = new Set(
    globSync('{grader,packages/kit}/**/*.*', { cwd: COURSE, exclude }).map((path) => path.replaceAll('\\', '/')),
  );
  const loaded = new Set<string>();
  const load = (path: string) => {
    if (loaded.has(path) || !existsSync(join(COURSE, path))) return;
    loaded.add(path);
    if (!/\.[cm]?[jt]s$/.test(path)) return;
    for (const each of modulesNamedIn(path, readFileSync(join(COURSE, path), 'utf8'), all)) load(each);
  };
  load(main);
  return [...loaded];
}
