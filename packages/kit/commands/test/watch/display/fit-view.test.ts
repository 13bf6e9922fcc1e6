import { expect, test } from 'vitest';
import { fitView, type View } from './fit-view.ts';

const lines = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name} ${i + 1}`).join('\n');
const view = (failure: number): View => ({
  head: 'title\nstatus',
  tables: [lines('check', 10), lines('open', 5), 'counts'],
  failure: failure === 0 ? '' : lines('failure', failure),
  sum: 'sum',
  foot: 'keys',
});
const fitted = (failure: number, rows: number, from?: number) =>
  fitView(view(failure), { columns: 20, rows }, from).rows.join('\n');

test('all that fits is shown', () => {
  expect(fitted(0, 24)).toBe(`title\nstatus\n\n${lines('check', 10)}\n\nsum\n\nkeys`);
  expect(fitted(3, 24)).toBe(`title\nstatus\n\n${lines('check', 10)}\n\n${lines('failure', 3)}\n\nsum\n\nkeys`);
});

test('the table shrinks before the failure is cut', () => {
  expect(fitted(8, 24)).toBe(`title\nstatus\n\n${lines('open', 5)}\n\n${lines('failure', 8)}\n\nsum\n\nkeys`);
  expect(fitted(12, 24)).toBe(`title\nstatus\n\ncounts\n\n${lines('failure', 12)}\n\nsum\n\nkeys`);
});

test('a failure that is longer than the screen begins at its beginning, and goes on page by page', () => {
  const { rows, next } = fitView(view(40), { columns: 20, rows: 24 });
  expect(rows).toHaveLength(24);
  expect(rows.slice(5, 8)).toEqual(['failure 1', 'failure 2', 'failure 3']);
  expect(rows.slice(18)).toEqual(['failure 14', '(26 more lines: space)', '', 'sum', '', 'keys']);
  expect(fitted(40, 24, next)).toContain('\n\nfailure 15\n');
  const last = fitView(view(40), { columns: 20, rows: 24 }, 28);
  expect(last.rows.join('\n')).toContain('\n\nfailure 29\n');
  expect(last.next).toBe(0);
  expect(fitted(40, 24, Infinity)).toContain(`counts\n\nfailure 26\n`);
  expect(fitted(40, 24, Infinity)).toContain(`failure 40\n\nsum`);
});

test('in a low terminal only the failure is left, and nothing is ever higher than the terminal', () => {
  expect(fitted(40, 12)).toBe(`title\nstatus\n\n${lines('failure', 6)}\n(34 more lines: space)\n\nkeys`);
  for (const rows of [1, 2, 3, 5, 8]) expect(fitView(view(40), { columns: 20, rows }).rows.length).toBe(rows);
});

test('a line that is longer than the terminal takes its rows', () => {
  expect(fitView({ ...view(0), tables: ['x'.repeat(25)] }, { columns: 20, rows: 24 }).rows.slice(3, 6)).toEqual([
    'x'.repeat(20),
    'x'.repeat(5),
    '',
  ]);
});
