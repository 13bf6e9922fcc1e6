import { afterEach, expect, test, vi } from 'vitest';
import { proveProject } from './prove-project.ts';
import type { Step } from './steps.ts';

afterEach(() => void vi.restoreAllMocks());

const step = (title: string, passed: number, failed: number): Step => ({
  title,
  run: async () => ({ passed, failed }),
});
const broken: Step = {
  title: 'Broken',
  run: async () => {
    throw new Error('no such tool');
  },
};

test.each([
  ['all hold', [step('Lint', 1, 0), step('Tests', 7, 0)], '8 passed, 0 failed', 0],
  ['one fails, the next still runs', [step('Lint', 0, 1), step('Tests', 7, 0)], '7 passed, 1 failed', 1],
  ['one breaks, the next still runs', [broken, step('Tests', 7, 0)], '7 passed, 1 failed', 1],
])('%s', async (_what, steps, last, exitCode) => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(await proveProject(steps, '.', new AbortController().signal)).toBe(exitCode);
  const lines = print.mock.calls.join('\n').split('\n');
  expect(lines.at(-1)).toBe(last);
  expect(lines).toContain(`── ${steps[1]?.title}`);
});

test('a signal ends it: no step after, no count', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  const breakOff = new AbortController();
  const interrupted: Step = {
    title: 'Lint',
    run: async () => {
      breakOff.abort(130);
      return { passed: 1, failed: 0 };
    },
  };
  expect(await proveProject([interrupted, step('Tests', 7, 0)], '.', breakOff.signal)).toBe(130);
  expect(print.mock.calls).toEqual([['── Lint']]);
});
