import { expect, test } from 'vitest';
import type { TaskResult, TasksToRun } from './run-tasks.ts';
import { resultLine } from './show-tasks.ts';
import { tasksIn, timesIn, withoutSkips } from './test-command.ts';

test('all tasks, once, when nothing is asked for', () => {
  expect(tasksIn([])).toEqual(['lint', 'types', 'mutants', 'course', 'unit', 'attacks', 'prove']);
  expect(tasksIn(['prove'])).toEqual(['prove']);
  expect([undefined, '3'].map(timesIn)).toEqual([1, 3]);
});

test('what cannot be done', () => {
  expect(() => tasksIn(['units'])).toThrow(/^There is no task "units"\. There are: lint, /);
  expect(() => timesIn('0')).toThrow('--repeat 0 is no count. Write a whole number from 1 up.');
});

const result = (name: string, isReplayed: boolean, skipped: number): TaskResult => ({
  ...{ task: 'unit', package: name, isReplayed, seconds: 61, output: [] },
  counts: { passed: 7, failed: 0, skipped },
});

test('what comes from the cache with a skip in it runs again, by itself', async () => {
  const { signal } = new AbortController();
  const all = { courseDirectory: '/course', tasks: ['unit'], filters: [], concurrency: 1, force: false, machine: 'm' };
  const runs: Pick<TasksToRun, 'tasks' | 'filters' | 'force'>[] = [];
  const results = await withoutSkips({ ...all, signal }, async ({ tasks, filters, force }) => {
    runs.push({ tasks, filters, force });
    if (force) return [result('kit', false, 2)];
    return [result('kit', true, 2), result('grader', false, 1), result('echo', true, 0)];
  });
  expect(runs.slice(1)).toEqual([{ tasks: ['unit'], filters: ['kit'], force: true }]);
  expect(results).toEqual([result('grader', false, 1), result('echo', true, 0), result('kit', false, 2)]);
});

test('a line for each task', () => {
  expect(resultLine(result('kit', false, 0))).toBe('unit kit                 7 passed, 0 failed   1 min 1 s');
  expect(resultLine(result('kit', true, 2))).toBe(
    'unit kit                 7 passed, 0 failed, 2 skipped   from the cache',
  );
});
