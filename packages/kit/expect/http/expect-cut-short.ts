import { exitInWords } from '../../failure/exit.ts';
import { CheckFailure } from '../../failure/failure.ts';
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
export async function expectCutShort(program: Program, how: CutShort): Promise<void> {
  const ending = await withinDeadline(program.ended);
  if (!ending || ending.code === 0) {
    const what = how === 'end' ? 'The connection ended' : 'The connection was reset';
    throw new CheckFailure(
      ending
        ? `${what} before the answer was whole, and nobody would know it from the exit code.`
        : `${what} before the answer was whole, and ${program.who.replace(/^The/, 'the')} still waits.`,
      {
        kind: 'words',
        expected: `a line on stderr${how === 'reset' ? ' with ECONNRESET' : ''}, and exit code 1`,
        received: ending ? exitInWords(ending) : 'it still runs',
      },
    );
  }
  if (how === 'end') await expectNetworkFailure(program);
  else await expectNetworkFailure(program, /ECONNRESET/, 'a line with ECONNRESET');
}
