import { stripVTControlCharacters } from 'node:util';
import { expect, test, vi } from 'vitest';
import type { CheckDeclaration, Outcome, Status } from '../../check/types.ts';
import type { Topic } from '../../topic/topic.ts';
import { renderTable } from './test-table.ts';

const program = { title: '', transport: 'tcp', gaps: {} } as const;
const topic: Topic = { id: 'pair', directory: '/', title: '', programs: { server: program, client: program } };

function check(id: string, points: number, needs?: string): CheckDeclaration {
  const [name = '', title = ''] = id.split('/');
  return { id, title, program: name, points, hint: '', visibility: 'public', ...(needs !== undefined && { needs }) };
}

function outcome(status: Status, message?: string): Outcome {
  return { status, durationMs: 1, ...(message !== undefined && { failure: { message } }) };
}

test('a line for each check, the first failure in full, the sum', () => {
  const checks = [
    check('client/connects', 2),
    check('server/echoes', 10),
    check('server/ends', 3),
    check('server/stays', 1, 'server/ends'),
  ];
  const outcomes = {
    'server/echoes': outcome('passed'),
    'server/ends': outcome('failed', 'It did not end.\n\nExpected: the end'),
    'server/stays': outcome('skipped', 'It needs “ends”, which did not pass.'),
    'client/connects': outcome('todo', 'TODO 1 is still open: connect (src/client.ts:3)'),
  };
  expect(stripVTControlCharacters(renderTable(topic, checks, outcomes))).toBe(`server  src/server.ts  10 of 14 points
  passed  10/10  echoes
  failed    0/3  ends
                 It did not end.
  skipped   0/1  stays

client  src/client.ts  0 of 2 points
  todo      0/2  connects
                 TODO 1 is still open: connect (src/client.ts:3)

The first failure: server, “ends”
One more check waits for this one alone.

It did not end.

Expected: the end

1 passed, 1 failed, 1 todo, 1 skipped; 10 of 16 public points.
skipped: it builds on a check above that has not passed yet.`);
});

test('all passed: no failure to show', () => {
  const text = renderTable(topic, [check('server/echoes', 10)], { 'server/echoes': outcome('passed') });
  expect(stripVTControlCharacters(text)).toBe(
    'server  src/server.ts  10 of 10 points\n  passed  10/10  echoes\n\n1 passed; 10 of 10 public points.',
  );
});

test('a failure of a program that ran can be seen step by step', () => {
  const failed = { ...outcome('failed', 'Nothing came.'), launches: 1 };
  const text = renderTable(topic, [check('server/echoes', 10)], { 'server/echoes': failed });
  expect(text).toContain('\n\nNothing came.\nSee it step by step: pnpm replay\n\n');
});

test('in the width of the terminal; the reason is the whole of what a message says first', () => {
  vi.stubEnv('COLUMNS', '80');
  const title = 'sends the rest of the echo after the client has ended its side of the connection, whatever comes';
  const message =
    'The server ended with an uncaught TypeError at src/server.ts:31: Cannot read properties of\nundefined.\n\nMore.';
  const text = renderTable(topic, [check(`server/${title}`, 10)], { [`server/${title}`]: outcome('failed', message) });
  expect(stripVTControlCharacters(text)).toContain(`
  failed   0/10  sends the rest of the echo after the client has ended its side
                 of the connection, whatever comes
                 The server ended with an uncaught TypeError at
                 src/server.ts:31: Cannot read properties of undefined.

The first failure: server, “sends the rest of the echo after the client has
ended its side of the connection, whatever comes”
`);
});

test('what waits through another check waits, too; what has another reason does not', () => {
  const checks = [
    check('server/a', 1),
    check('server/b', 1, 'server/a'),
    check('server/c', 1, 'server/b'),
    check('server/d', 1, 'server/x'),
  ];
  const skipped = outcome('skipped');
  const outcomes = {
    'server/a': outcome('failed', 'No.'),
    'server/b': skipped,
    'server/c': skipped,
    'server/d': skipped,
  };
  expect(renderTable(topic, checks, outcomes)).toContain('\n2 more checks wait for this one alone.\n');
});
