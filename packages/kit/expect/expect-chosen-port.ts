import { CheckFailure } from '../failure/failure.ts';
import type { Program } from '../program/program.ts';
import { readyLineOf } from './ready-line-of.ts';

/**
 * A server that was started with `--port 0` names the port that the system has chosen in its ready line.
 * @returns that port
 * @throws CheckFailure
 */
export async function expectChosenPort(server: Program): Promise<number> {
  const { port } = await readyLineOf(server);
  if (port !== 0) return port;
  throw new CheckFailure('The server names port 0, on which nobody can reach it.', {
    kind: 'words',
    expected: 'the port that the system has chosen',
    received: 'port 0',
  });
}
