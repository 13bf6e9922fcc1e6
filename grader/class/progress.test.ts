import { expect, test } from 'vitest';
import type { JobEvent } from '../jobs/job-progress.ts';
import { showProgress } from './progress.ts';

const events = (['started', 'cached', 'done', 'error'] as const).map(
  (kind, index): JobEvent => ({ kind, id: kind, label: `${kind}\u001b[2J job`, finished: index, total: 3 }),
);

function shown(terminal: { isTTY: boolean; columns?: number }, quiet = false): string {
  const texts: string[] = [];
  const out = { ...terminal, write: (text: string) => texts.push(text) } as unknown as NodeJS.WriteStream;
  const progress = showProgress(out, quiet);
  for (const event of events) progress.onProgress(event);
  progress.stop();
  return texts.join('');
}

test('is a line for each job that ran where there is no terminal', () => {
  expect(shown({ isTTY: false })).toBe('2/3 done job\n3/3 error job: error\n');
});

test('is one line on a terminal, no wider than it, and gone at the end', () => {
  const lines = shown({ isTTY: true, columns: 12 }).split('\r\u001b[K');
  expect(lines).toEqual(['', '0/3 · start', '1/3 · start', '2/3 · start', '3/3 · start', '']);
});

test('is nothing when it is to be quiet', () => {
  expect([shown({ isTTY: true, columns: 80 }, true), shown({ isTTY: false }, true)]).toEqual(['', '']);
});
