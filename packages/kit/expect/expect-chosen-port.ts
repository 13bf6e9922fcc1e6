import { CheckFailure } from '../failure/failure.ts';
import { say } from '../failure/message.ts';
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
  throw new CheckFailure(say('names-port-0'), {
    kind: 'words',
    expected: say('chosen-port'),
    received: say('port-0'),
  });
}
