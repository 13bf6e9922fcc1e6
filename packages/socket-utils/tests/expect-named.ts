import type { Program } from '@socket-lab/kit';
import { escapeText } from '@socket-lab/kit/text/line';
import { UNKNOWN } from './expect-unknown.ts';
import { say } from './messages.ts';

/**
 * The program has told on stderr that this name is unknown: the name and the code of the error, in one line.
 * @throws CheckFailure
 */
export async function expectNamed(program: Program, name: string): Promise<void> {
  const written = escapeText(name);
  const line = new RegExp(`${written}.*${UNKNOWN.source}|${UNKNOWN.source}.*${written}`);
  await program.printsOnStderr(line, say('one-line-with-and-enotfound-or', { name }));
}
