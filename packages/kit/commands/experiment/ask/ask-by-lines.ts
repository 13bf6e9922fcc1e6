import { createInterface } from 'node:readline';
import { lineWidth } from '../../../text/terminal.ts';
import { wrap, wrapBehind } from '../../../text/wrap.ts';
import { type Ask, LEAVE } from './ask.ts';

/**
 * Asks by printed questions and typed lines, for an input that is no terminal, and for who prefers it. The end of the
 * input leaves, and so does `q`.
 */
export function askByLines(input: NodeJS.ReadableStream & { isTTY?: boolean }, print: (text: string) => void): Ask {
  const reader = createInterface({ input, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  const leave = () => reader.close();

  async function typed(invitation: string): Promise<string | undefined> {
    print(`${wrap(invitation, lineWidth()).join('\n')} `);
    process.once('SIGINT', leave); // while nothing is asked, Ctrl-C ends the program as usual
    const { done, value: line = '' } = await lines.next();
    process.off('SIGINT', leave);
    if (done || !input.isTTY) print(done ? '\n' : `${line}\n`); // nobody has seen it yet
    return done || line.trim() === LEAVE ? undefined : line.trim();
  }

  return {
    async choose(message, choices) {
      print(`${inLines(choices)}\n\n`);
      const letters = Object.keys(choices).join(', ');
      for (;;) {
        const letter = (await typed(`${message} (${letters}; q leaves):`))?.toLowerCase();
        if (letter === undefined || Object.hasOwn(choices, letter)) return letter;
        print(`One of the letters ${letters}.\n`);
      }
    },
    async write(message, isNeeded) {
      const enter = isNeeded ? 'q leaves' : 'Enter alone leaves it out, q leaves';
      for (;;) {
        const line = await typed(`${message} (${enter}):`);
        if (line !== '' || !isNeeded) return line;
      }
    },
    [Symbol.dispose]: leave,
  };
}

function inLines(choices: Readonly<Record<string, string>>): string {
  return Object.entries(choices)
    .flatMap(([letter, text]) => wrapBehind(`  ${letter}) `, text, lineWidth()))
    .join('\n');
}
