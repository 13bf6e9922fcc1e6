import { CheckFailure, expectNetworkFailure, type Program } from '@socket-lab/kit';
import { matchInTime } from '@socket-lab/kit/failure/match-in-time';
import { say } from './messages.ts';

/** How the resolver's errors are called in Node: ENOTFOUND, or the name of getaddrinfo(3). */
export const UNKNOWN = /\b(?:ENOTFOUND|EAI_[A-Z]+)\b/;

/**
 * The program was asked for a name that nobody knows: it says so on stderr, with the code, ends with 1, and has made up nothing.
 * @param madeUp what its line of success for this name would look like
 * @throws CheckFailure
 */
export async function expectUnknown(program: Program, madeUp: RegExp): Promise<void> {
  await program.inTime(() => matchInTime(madeUp, program.stdout.text()) !== null); // or its end
  const [line] = matchInTime(madeUp, program.stdout.text()) ?? [];
  if (line !== undefined) {
    throw new CheckFailure(say('has-address-for-name-nobody-knows'), {
      kind: 'words',
      expected: say('no-line-on-stdout-resolver-has'),
      received: `"${line}"`,
    });
  }
  await expectNetworkFailure(program, UNKNOWN, say('line-with-enotfound-or-eai-again'));
}
