import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { pairCourse } from '../commands/replay/fixtures/pair-course.ts';
import { textOf } from '../failure/message.ts';
import { renderFailure } from '../failure/render-failure.ts';
import { stageOwn, stagePrograms } from '../submission/stage-programs.ts';
import { runSuites, type SuitesResult } from '../suites/run-suites.ts';
import type { RenderOptions } from '../text/terminal.ts';
import { readTopic } from '../topic/read-topic.ts';
import { notRunnable } from './judge.ts';

const topic = readTopic(fileURLToPath(new URL('fixtures/endings', import.meta.url)));
let result: SuitesResult;

async function run(): Promise<SuitesResult> {
  const stagedDirectory = await mkdtemp(join(tmpdir(), 'socket-lab ñ '));
  try {
    const staged = await stagePrograms({ topic, sourceDirectory: join(topic.directory, 'src'), stagedDirectory });
    return await runSuites({ topic, suites: 'public', ...staged, isolation: 'node' });
  } finally {
    await rm(stagedDirectory, { recursive: true });
  }
}

const outcomeOf = (program: string, title = 'says-hello', options: RenderOptions = {}) => {
  const { status, failure } = result.outcomes[`${program}/${title}`] ?? {};
  const check = result.checks.find(({ id }) => id === `${program}/${title}`);
  return { status, message: failure ? renderFailure(failure, options, check) : '' };
};

beforeAll(async () => {
  result = await run();
}, 60_000);

describe('an open gap behind the check’s own', () => {
  test('hides no mistake', () => {
    const { status, message } = outcomeOf('wrong-then-open');
    expect(status).toBe('failed');
    expect(message).toContain(`The program did not print "hello".

Then it came to a gap that is still open. What gap 1 asks for has to happen before that:
  TODO 2 is still open: say goodbye (src/wrong-then-open.ts:4)
`);
  });

  test('is no mistake as long as the check’s own is open, too', () => {
    expect(outcomeOf('open-then-open')).toMatchObject({ status: 'todo', message: expect.stringContaining('TODO 2') });
  });
});

describe('what ended the program comes first, and what to do about that', () => {
  test('an exception', () => {
    const { status, message } = outcomeOf('throws');
    const port = /--port (\d+)/.exec(message)?.[1];
    expect({ status, message }).toEqual({
      status: 'failed',
      message: `The program ended with an uncaught TypeError at src/throws.ts:5: Cannot read properties of undefined
(reading 'toUpperCase')

Seen from outside: The program did not print "hello".

Expected: "hello" on stdout
Received: nothing on stdout

Program:  throws --port ${port}, exit code 1 (an error, reported or uncaught)
  stderr: TypeError: Cannot read properties of undefined (reading 'toUpperCase')
            at src/throws.ts:5: console.log((greeting.text as string).toUpperCase());

Look at src/throws.ts:5. The check is about gap 1 (say hello)
Hint: What stands before ".toUpperCase" in that line is undefined. Print it with console.log before
      the line: where should its value come from, and has that happened yet?
Run it again: pnpm --filter endings test throws --check "says hello"`,
    });
  });

  test('a check that is about errors knows better what to do; a title with quotes can be copied into a shell', () => {
    const { message } = outcomeOf('throws', 'says-hello-or-in-one-line-why-not');
    expect(message).toMatch(
      /^The program ended with an uncaught TypeError[^\n]*\n[^\n]*\n\nExpected: an error is one line/,
    );
    expect(message).toContain(`Hint: The hint of the check.
Run it again: pnpm --filter endings test throws --check "says \\"hello\\", or in one line why not"`);
  });

  test('a wait that cannot end', () => {
    const { message } = outcomeOf('waits');
    expect(message).toMatch(/^The program ended because an await at src\/waits\.ts:2 waits for something/);
    expect(message).toContain('Hint: The program has ended because nothing was left that could end this await');
  });
});

test('a file of the student’s own is named as such, and nothing of the folder that it was looked for in', () => {
  const { message } = outcomeOf('asks');
  expect(message).toContain(`Received: on stdout: "Cannot find module 'src/words.cjs'\\n"`);
  expect(message).toContain("Hint: Only the topic's own programs are tested and handed in, and src/words.cjs is none.");
  expect(message).not.toContain('socket-lab');
});

test('who ends without a word is asked about it', () => {
  expect(outcomeOf('silent').message).toContain(
    'nothing on stdout, and the program has ended with exit code 0 (too soon',
  );
});

test('a failure is laid out for the terminal that it is read on', () => {
  const lines = outcomeOf('throws', 'says-hello', { width: 50 }).message.split('\n');
  const widths = lines.filter((line) => !line.startsWith('Run it again')).map(({ length }) => length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(50);
});

const read = (program: string, fault: string) => renderFailure(notRunnable(program, fault));

test('the first fault and its place in the first line, the caret, a hint', () => {
  const fault = 'src/server.ts:2:9: Expected ")" but found ";"\n  const x = (1;\n              ^';
  expect(read('server', fault)).toBe(`The server cannot start: src/server.ts:2:9: Expected ")" but found ";"

  const x = (1;
              ^

Hint: A bracket or brace too many or too few, there or in the lines before.`);
});

test.each([
  ['src/a.ts:1:1: Unexpected "<<"\n  <<<<<<< HEAD\n  ^', /Hint: These are the marks of a merge/],
  ['src/a.ts:1:1: Unexpected "\ufffd"', /Hint: The file is not saved as UTF-8/],
  ["src/a.ts:1:1: Unterminated string literal\n  'a;", /Hint: The closing quote is missing/],
  ['src/a.ts:1:1: The symbol "a" has already been declared', /Hint: Two things have the same name/],
  ['src/a.ts:1:1: Unexpected end of file', /Hint: A bracket or brace too many/],
  ['src/a.ts:1:1: "await" can only be used inside an "async" function', /Hint: await works at the top/],
  ['src/a.ts:1:1: Expected identifier but found "5"', /Hint: The fault is where the caret points/],
  ['src/a.ts:1:1: Node has no module "node:nett".', /nett"\.$/],
])('%s', (fault, text) => expect(read('01-bind', fault).replace(/\s+/g, ' ')).toMatch(text));

test('no escape of the file reaches the terminal', () => {
  expect(read('server', 'src/server.ts:1:1: x\n  \x1b[31m')).toContain('\\x1b[31m');
});

const TIME = { timeout: 60_000 };

async function outcome(keepsRecording?: boolean) {
  const course = pairCourse();
  onTestFinished(() => course[Symbol.dispose]());
  course.write('wrong');
  const { topic } = course;
  await using staged = await stageOwn(topic);
  const asked = keepsRecording === undefined ? {} : { keepsRecording };
  const run = { topic, ...staged, suites: 'public', isolation: 'node', title: 'shouts', ...asked } as const;
  const { outcomes } = await runSuites(run);
  return outcomes['server/shouts'];
}

test('an outcome brings along what the check saw, when it is asked to', TIME, async () => {
  const { recorded } = (await outcome(true)) ?? {};
  const { recording, failure } = recorded ?? {};
  expect(recording?.events.map(({ kind }) => kind)).toEqual([
    ...['starts', 'prints', 'connect', 'data', 'data', 'fails', 'is stopped'],
  ]);
  expect(recording?.conversations).toEqual([
    {
      transport: 'tcp',
      peer: { address: '127.0.0.1', port: expect.any(Number) },
      program: { address: '127.0.0.1', port: expect.any(Number) },
    },
  ]);
  expect(Math.abs((recording?.beganAtMs ?? 0) - Date.now())).toBeLessThan(TIME.timeout);
  expect(textOf(failure?.summary ?? '')).toBe('The program sent back other bytes.');
  expect(failure?.wire.map(({ kind }) => kind)).toEqual(['connect', 'data', 'data']);
  const times = recording?.events.map(({ atMs }) => atMs) ?? [];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('and else does not: a result is to be small', TIME, async () => {
  expect(await outcome()).toEqual({
    status: 'failed',
    failure: expect.any(Object),
    durationMs: expect.any(Number),
    launches: expect.any(Number), // a check that was held up runs once more
  });
});
