import { expect, test } from 'vitest';
import { CheckFailure } from '../failure/failure.ts';
import type { Ending, Program } from '../program/program.ts';
import { expectKeepsServing, expectNetworkFailure, expectNoStackTrace, expectUsage } from './ending.ts';

const FRAME = '    at serve (file:///src/server.ts:31:9)\n';

/** A program that has printed this on stderr, and ended so; or still runs. */
function program(stderr: string, code?: number): Program {
  const ending: Ending | undefined = code === undefined ? undefined : { code, signal: null };
  return {
    name: 'server',
    label: 'The server',
    command: 'server --port=8080x',
    ending,
    ended: ending ? Promise.resolve(ending) : new Promise(() => {}),
    stderr: { text: () => stderr },
    endsInTime: async () => ending,
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

const AFTER = 'after a client had left';
const refused = async () => {
  throw new CheckFailure('The connection was refused.');
};

function server(ending?: Ending): Program {
  return { ending, ended: ending ? Promise.resolve(ending) : new Promise(() => {}) } as unknown as Program;
}

test('a server that answers goes on', async () => {
  await expectKeepsServing(server(), AFTER, async () => {});
});

test('of a server that has ended, that is said, and not what it looked like', async () => {
  await expect(expectKeepsServing(server({ code: 1, signal: null }), AFTER, refused)).rejects.toMatchObject({
    summary: 'The server ended after a client had left.',
    comparison: { received: expect.stringMatching(/^exit code 1/) },
  });
});

test('of a server that still runs, what failed is said', async () => {
  await expect(expectKeepsServing(server(), AFTER, refused)).rejects.toThrow('The connection was refused.');
});

test('a fault of ours is none of the server', async () => {
  const ours = async () => {
    throw new TypeError('ours');
  };
  await expect(expectKeepsServing(server({ code: 1, signal: null }), AFTER, ours)).rejects.toThrow(TypeError);
});
