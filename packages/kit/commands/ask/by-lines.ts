import { createInterface } from 'node:readline';
import { lineWidth } from '../../text/terminal.ts';
import { wrap, wrapBehind } from '../../text/wrap.ts';

export type Input = NodeJS.ReadableStream & { isTTY?: boolean };
export type Print = (text: string) => void;

/** Typed in place of an answer, it leaves. */
export const LEAVE = 'q';

/**
 * Typed lines, of an input that is no terminal, or of who prefers them. The end of the input leaves, and so do `q` and
 * Ctrl-C.
 */
export function typedLines(input: Input, print: Print) {
  const reader = createInterface({ input, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  const leave = () => reader.close();
  return {
    /** @returns the next line, trimmed; `undefined` when the student leaves */
    async next(invitation: string): Promise<string | undefined> {
      print(`${wrap(invitation, lineWidth()).join('\n')} `);
      process.once('SIGINT', leave); // while nothing is asked, Ctrl-C ends the program as usual
      const { done, value: line = '' } = await lines.next();
      process.off('SIGINT', leave);
      if (done || !input.isTTY) print(done ? '\n' : `${line}\n`); // nobody has seen it yet
      return done || line.trim() === LEAVE ? undefined : line.trim();
    },
    [Symbol.dispose]: leave,
  };
}

/** `  a) It waits.`, a line or more for each. */
export function optionLines(options: Readonly<Record<string, string>>): string[] {
  return Object.entries(options).flatMap(([letter, text]) => wrapBehind(`  ${letter}) `, text, lineWidth()));
}
