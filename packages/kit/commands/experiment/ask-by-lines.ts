import { type Input, optionLines, type Print, typedLines } from '../ask/by-lines.ts';

/** How a student is asked; disposed when all is asked. */
export interface Ask extends Disposable {
  /**
   * Lets the student choose one of some texts, by letter.
   * @returns the letter; `undefined` when the student leaves
   */
  choose(message: string, choices: Readonly<Record<string, string>>): Promise<string | undefined>;
  /**
   * Asks for a line.
   * @param isNeeded whether an empty one is asked for again
   * @returns the line, trimmed; `undefined` when the student leaves
   */
  write(message: string, isNeeded: boolean): Promise<string | undefined>;
}

/** Asks by printed questions and typed lines. */
export function askByLines(input: Input, print: Print): Ask {
  const lines = typedLines(input, print);
  return {
    async choose(message, choices) {
      print(`${optionLines(choices).join('\n')}\n\n`);
      const letters = Object.keys(choices).join(', ');
      for (;;) {
        const letter = (await lines.next(`${message} (${letters}; q leaves):`))?.toLowerCase();
        if (letter === undefined || Object.hasOwn(choices, letter)) return letter;
        print(`One of the letters ${letters}.\n`);
      }
    },
    async write(message, isNeeded) {
      const enter = isNeeded ? 'q leaves' : 'Enter alone leaves it out, q leaves';
      for (;;) {
        const line = await lines.next(`${message} (${enter}):`);
        if (line !== '' || !isNeeded) return line;
      }
    },
    [Symbol.dispose]: lines[Symbol.dispose],
  };
}
