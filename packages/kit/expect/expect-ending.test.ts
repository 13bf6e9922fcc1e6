import { expect, test } from 'vitest';
import type { Ending, Program } from '../program/program.ts';
import { expectNetworkFailure, expectNoStackTrace, expectUsage } from './expect-ending.ts';

const FRAME = '    at serve (file:///src/server.ts:31:9)\n';

/** A program that has printed this on stderr, and ended so; or still runs. */
function program(stderr: string, code?: number): Program {
  const ending: Ending | undefined = code === undefined ? undefined : { code, signal: null };
  return {
    who: 'The server',
    command: 'server --port=8080x',
    ending,
    ended: ending ? Promise.resolve(ending) : new Promise(() => {}),
    stderr: { text: () => stderr },
    exits: async () => {},
    printsOnStderr: async (line: RegExp) => expect(stderr).toMatch(line),
  } as unknown as Program;
}

test('usage: a line on stderr, and exit code 2', async () => {
  await expectUsage(program('Usage: server\n', 2));
});

test('usage: another exit code is said with the command', async () => {
  await expect(expectUsage(program('Usage: server\n', 1))).rejects.toThrow(
    /^The server, started as "server --port=8080x", ended with exit code 1/,
  );
});

test('a stack trace is said first, whatever line is missing', async () => {
  await expect(expectNetworkFailure(program(`Error: no\n${FRAME}`, 1), /Bind failed/, 'a line')).rejects.toThrow(
    'The server printed a stack trace.',
  );
});

test.each([
  ['that Node printed', `Error: no\n${FRAME}\nNode.js v24.21.0\n`, 'as Node prints for an error that nobody handles'],
  ['that the program printed itself', `Error: no\n${FRAME}`, 'the whole error, with its stack trace'],
])('a stack trace %s', (_, stderr, words) => {
  expect(() => expectNoStackTrace(program(stderr))).toThrow(
    expect.objectContaining({ comparison: expect.objectContaining({ received: expect.stringContaining(words) }) }),
  );
});
