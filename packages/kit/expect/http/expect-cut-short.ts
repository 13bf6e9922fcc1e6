import { CheckFailure } from '../../failure/failure.ts';
import { say } from '../../failure/message.ts';
import { withinDeadline } from '../../program/deadline.ts';
import type { Program } from '../../program/program.ts';
import { expectNetworkFailure } from '../expect-ending.ts';

/** How the connection was over before the answer was whole. */
export type CutShort = 'end' | 'reset';

/**
 * The server has ended or reset the connection before its answer was whole. The program says so in a line on stderr, with
 * ECONNRESET in it if it was a reset, and ends with exit code 1.
 * @throws CheckFailure
 */
export async function expectCutShort(running: Program, how: CutShort): Promise<void> {
  const ending = await withinDeadline(running.ended);
  if (!ending || ending.code === 0) {
    const { name: program } = running;
    const isEnd = how === 'end';
    throw new CheckFailure(
      ending
        ? say(isEnd ? 'ended-early-unseen' : 'reset-early-unseen')
        : say(isEnd ? 'ended-early-waits' : 'reset-early-waits', { program }),
      {
        kind: 'words',
        expected: say(isEnd ? 'error-line-and-code-1' : 'reset-line-and-code-1'),
        received: ending ? say('ending', { ending: { ending } }) : say('runs-on'),
      },
    );
  }
  if (how === 'end') await expectNetworkFailure(running);
  else await expectNetworkFailure(running, /ECONNRESET/, say('line-with', { word: 'ECONNRESET' }));
}
