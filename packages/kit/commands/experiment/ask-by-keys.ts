import { styleText } from 'node:util';
import input from '@inquirer/input';
import select from '@inquirer/select';
import { answered, choicesOf, hanging } from '../ask/by-keys.ts';
import { LEAVE } from '../ask/by-lines.ts';
import type { Ask } from './ask-by-lines.ts';

/** Before a question, and so many columns with the blank behind it. */
const PREFIX = { idle: styleText('cyan', '?'), done: styleText('green', '✔') };
const PREFIX_COLUMNS = 2;
/** The cursor, with `a) ` behind it. */
const CHOICE_COLUMNS = 5;
const HELP = { keysHelpTip: () => styleText('dim', 'arrow keys or a letter, then Enter; q leaves') };

/** Asks in a terminal, by the prompts of Inquirer: arrow keys or letters, and Enter. */
export function askByKeys(): Ask {
  return {
    choose(message, options) {
      const choices = choicesOf(options, CHOICE_COLUMNS);
      const theme = { prefix: PREFIX, style: HELP };
      const list = { message: hanging(PREFIX_COLUMNS, message), choices, theme, pageSize: 30, loop: false };
      return answered((signal) => select(list, { signal }), { q: undefined });
    },
    async write(message, isNeeded) {
      const enter = styleText('dim', isNeeded ? 'q leaves:' : 'Enter alone leaves it out, q leaves:');
      const question = `${hanging(PREFIX_COLUMNS, message)}\n  ${enter}`;
      const validate = (text: string) => !isNeeded || text.trim() !== '' || 'In a few words.';
      const prompt = { message: question, theme: { prefix: PREFIX }, validate };
      const line = (await answered((signal) => input(prompt, { signal })))?.trim();
      return line === LEAVE ? undefined : line;
    },
    [Symbol.dispose]: () => process.stdin.pause(),
  };
}
