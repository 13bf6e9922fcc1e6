import { expect, test } from 'vitest';
import type { TaskResult, TasksToRun } from './run-tasks.ts';
import { resultLine } from './show-tasks.ts';
import { parseTestArguments, withoutSkips } from './test-command.ts';

test('all tasks, once, when nothing is asked for', () => {
  const all = { tasks: [], filters: [], force: false, repeat: 1, machine: false, help: false };
  expect(parseTestArguments([])).toEqual(all);
  const asked = ['--', 'prove', '--filter', 'udp-pair', '--filter', '//', '--repeat', '3'];
  expect(parseTestArguments(asked)).toEqual({ ...all, tasks: ['prove'], filters: ['udp-pair', '//'], repeat: 3 });
});

test.each([
  [['units'], 'There is no task "units". The tasks are: lint, types, course, unit, attacks, prove.'],
  [['--repeat', '0'], '--repeat 0 is no count. Write a whole number from 1 up.'],
  [['--fast'], 'Unknown option \'--fast\'. "pnpm test --help" lists the flags.'],
])('%j', (args, message) => {
  expect(() => parseTestArguments(args)).toThrow(message);
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
