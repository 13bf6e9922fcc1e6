import { expect, test } from 'vitest';
import { CheckFailure } from '../failure/failure.ts';
import type { Ending, Program } from '../program/program.ts';
import { expectKeepsServing } from './expect-keeps-serving.ts';

const AFTER = 'after a client had left';
const refused = async () => {
  throw new CheckFailure('The connection was refused.');
};

/** A server that has ended so, or still runs. */
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
