import { expect, test } from 'vitest';
import type { CheckDeclaration, Outcome, Status } from '../../check/types.ts';
import type { KeptFailure } from '../../failure/kept-failure.ts';
import type { Topic } from '../../topic/topic.ts';
import { annotations, badge, renderSummary, type TopicRun } from './summary-command.ts';

const program = { title: '', transport: 'tcp', gaps: {} } as const;
const FAILURE: KeptFailure = {
  message: 'Nothing, at 100 %.',
  gap: { number: 3, title: 'receive', file: 'src/server.ts', line: 31 },
};
const MESSAGE = `Nothing, at 100 %.

Look at gap 3 (receive), src/server.ts:31`;

function run(
  id: string,
  ...ends: [check: string, points: number, status: Status, failure?: KeptFailure | string][]
): TopicRun {
  const topic: Topic = { id, directory: '/', title: '', programs: { server: program, client: program } };
  const checks = ends.map(([check, points]): CheckDeclaration => {
    const [name = '', title = ''] = check.split('/');
    return { id: check, title, program: name, points, hint: '', visibility: 'public' };
  });
  const outcomes = ends.map(([check, , status, failure]): [string, Outcome] => [
    check,
    {
      status,
      durationMs: 1,
      ...(failure !== undefined && { failure: typeof failure === 'string' ? { message: failure } : failure }),
    },
  ]);
  return { topic, checks, outcomes: Object.fromEntries(outcomes), errors: [], seed: 1 };
}

const WRONG = run(
  'pair',
  ['server/echoes: all, twice', 3, 'failed', FAILURE],
  ['server/ends', 2, 'failed', 'It did not end.'],
  ['client/sends', 4, 'passed'],
  ['client/ends', 1, 'todo', 'TODO 2 is still open'],
);
const OPEN = run('next', ['server/starts', 5, 'todo'], ['server/ends', 5, 'skipped']);

test('a table of the topics, and the first failure of each', () => {
  expect(renderSummary([WRONG, OPEN])).toBe(`# Socket Lab: 4 of 20 public points

| topic | points | passed | failed | to do | skipped |
| --- | --: | --: | --: | --: | --: |
| pair | 4 of 10 | 1 | 2 | 1 | 0 |
| next | 0 of 10 | 0 | 0 | 1 | 1 |

## pair: server, “echoes: all, twice”

\`\`\`text
${MESSAGE}
\`\`\``);
});

test('what a program prints cannot end the block that it stands in, nor colour it', () => {
  const shown = renderSummary([run('pair', ['server/x', 1, 'failed', '\u001B[31m```\n# Mine\n````'])]);
  expect(shown).toContain('\n`````text\n\\x1b[31m```\n# Mine\n````\n`````');
});

test('a suite that did not run says so', () => {
  expect(renderSummary([{ ...run('pair'), errors: ['It does not load.'] }])).toContain(
    '## pair: its suite did not run\n\n```text\nIt does not load.\n```',
  );
});

test('an annotation for the first failure of each program, at its line, escaped as GitHub wants it', () => {
  expect(annotations([WRONG, OPEN])).toEqual([
    '::error file=packages/pair/src/server.ts,line=31,title=echoes%3A all%2C twice::Nothing, at 100 %25.',
  ]);
  expect(annotations([run('pair', ['client/x', 1, 'failed', 'It ended.'])])).toEqual([
    '::error file=packages/pair/src/client.ts,title=x::It ended.',
  ]);
});

test.each([
  [[WRONG, OPEN], { message: '4 of 20', color: 'red' }],
  [[OPEN], { message: '0 of 10', color: 'blue' }],
  [[run('pair', ['server/x', 1, 'passed'])], { message: '1 of 1', color: 'brightgreen' }],
])('a badge', (runs, shown) => expect(badge(runs)).toEqual({ schemaVersion: 1, label: 'Socket Lab', ...shown }));
