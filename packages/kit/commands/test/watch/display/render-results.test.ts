import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { CheckDeclaration, Outcome, Status } from '../../../../check/types.ts';
import type { LastResults } from '../last-results.ts';
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
