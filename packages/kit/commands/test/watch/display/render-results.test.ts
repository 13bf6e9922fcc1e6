import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { CheckDeclaration, Outcome, Status } from '../../../../check/types.ts';
import type { LastResults } from '../last-results.ts';
import { doneStatus, runningStatus } from '../watched-runs.ts';
import { fitView, rowsOf, type View } from './fit-view.ts';
import { renderResults, resultsInFull } from './render-results.ts';

const check = (id: string): CheckDeclaration => {
  const [program = '', title = ''] = id.split('/');
  return { id, title, program, points: 2, hint: '', visibility: 'public' };
};

function known(statuses: Record<string, Status>, more: Partial<LastResults> = {}): LastResults {
  const outcome = (status: Status): Outcome => ({
    status,
    durationMs: 1,
    failure: { message: `It ${status}.\n\nmore` },
  });
  return {
    checks: Object.keys(statuses).map(check),
    outcomes: Object.fromEntries(Object.entries(statuses).map(([id, status]) => [id, outcome(status)])),
    fresh: new Set(['client']),
    stopped: new Set(),
    errors: [],
    ...more,
  };
}

const MIXED = known({
  'server/a': 'failed',
  'server/b': 'skipped',
  'client/a': 'passed',
  'client/b': 'todo',
  'client/c': 'skipped',
});

test('the table in ever fewer lines', () => {
  const tables = renderResults(MIXED).tables.map(stripVTControlCharacters);
  expect(tables).toEqual([
    `server  src/server.ts  0 of 4 points  (as before)
  failed    0/2  a
                 It failed.
  skipped   0/2  b

client  src/client.ts  2 of 6 points
  passed    2/2  a
  todo      0/2  b
                 It todo.
  skipped   0/2  c`,
    `server  src/server.ts  0 of 4 points  (as before)
  failed    0/2  a
                 It failed.
  skipped   0/2  b

client  src/client.ts  2 of 6 points  1 passed
  todo      0/2  b
                 It todo.
  skipped   0/2  c`,
    `server  src/server.ts  0 of 4 points  1 failed, 1 skipped  (as before)

client  src/client.ts  2 of 6 points  1 passed, 1 skipped
  todo      0/2  b
                 It todo.`,
    `server  src/server.ts  0 of 4 points  1 failed, 1 skipped  (as before)
client  src/client.ts  2 of 6 points  1 passed, 1 todo, 1 skipped`,
  ]);
});

test('the failure of what was saved comes first, and that of another program only without one', () => {
  const first = (results: LastResults) => stripVTControlCharacters(renderResults(results).failure).split('\n')[0];
  expect(first(MIXED)).toBe('The first failure: server, “a”');
  expect(first(known({ 'server/a': 'failed', 'client/a': 'failed' }))).toBe('The first failure: client, “a”');
});

test('a program that cannot run is one failure', () => {
  const results = known({ 'client/a': 'failed', 'client/b': 'failed' }, { stopped: new Set(['client']) });
  expect(stripVTControlCharacters(resultsInFull(results))).toBe(`client  src/client.ts  0 of 4 points
  failed  It failed.

It failed.

more

2 failed; 0 of 4 public points.`);
});

test('what hinders the suites stands alone', () => {
  expect(resultsInFull({ ...MIXED, errors: ['one', 'two'] })).toBe('one\n\ntwo');
});

const at = new Date(2026, 10, 23, 9, 5, 7);

test.each([
  [runningStatus({ saved: [], checks: undefined }, 0, 0), 'Running the checks …'],
  [runningStatus({ saved: [], checks: undefined }, 4, 0), 'Running the checks: 4 done …'],
  [runningStatus({ saved: [], checks: 1 }, 0, 0), 'Running 1 check …'],
  [runningStatus({ saved: ['server.ts'], checks: 7 }, 0, 0), 'server.ts saved, running 7 checks …'],
  [
    runningStatus({ saved: ['server.ts'], checks: 7 }, 3, 1),
    'server.ts saved, running 7 checks: 3 of 7 done, 1 failed …',
  ],
  [doneStatus({ saved: [], checks: 14 }, 1.24, at), '09:05:07  14 checks in 1.2 s'],
  [
    doneStatus({ saved: ['a.ts', 'b.ts'], checks: 1 }, 0.55, at),
    '09:05:07  a.ts and b.ts saved: 1 check, the result 0.6 s after saving',
  ],
  [
    doneStatus({ saved: ['a.ts', 'b.ts', 'c.ts'], checks: 9 }, 2, at),
    '09:05:07  3 files saved: 9 checks, the result 2.0 s after saving',
  ],
])('%s', (status, words) => expect(status).toBe(words));

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

test.each([
  ['', ['']],
  ['1234', ['1234']],
  ['123456789', ['1234', '5678', '9']],
  ['\x1b[1m1234\x1b[22m', ['\x1b[1m1234\x1b[22m']],
  ['12\x1b[38;5;1m345\x1b[39m', ['12\x1b[38;5;1m34', '5\x1b[39m']],
  ['a日本語', ['a日', '本語']],
  ['señora', ['seño', 'ra']],
])('%j in rows of four columns', (line, rows) => expect(rowsOf(line, 4)).toEqual(rows));
