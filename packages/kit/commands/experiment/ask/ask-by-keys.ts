import { styleText } from 'node:util';
import input from '@inquirer/input';
import select from '@inquirer/select';
import { hanging } from '../../quiz/hanging.ts';
import { type Ask, LEAVE } from './ask.ts';

/** Before a question of Inquirer's, and so many columns with the blank behind it. */
const PREFIX = { idle: styleText('cyan', '?'), done: styleText('green', '✔') };
const MESSAGE_COLUMNS = 2;
/** The cursor, with `a) ` behind it. */
const CHOICE_COLUMNS = 5;
const HELP = { keysHelpTip: () => styleText('dim', 'arrow keys or a letter, then Enter; q leaves') };

/** Asks in a terminal, by the prompts of Inquirer: arrow keys or letters, and Enter. */
export function askByKeys(): Ask {
  return {
    choose: (message, choices) =>
      unlessLeft('q', (signal) => {
        const list = Object.entries(choices).map(([value, text]) => ({
          value,
          name: `${value}) ${hanging(CHOICE_COLUMNS, text)}`,
          short: value,
        }));
        const theme = { prefix: PREFIX, style: HELP };
        const question = hanging(MESSAGE_COLUMNS, message);
        return select({ message: question, choices: list, theme, pageSize: 30, loop: false }, { signal });
      }),
    write: (message, isNeeded) =>
      unlessLeft(undefined, async (signal) => {
        const enter = styleText('dim', isNeeded ? 'q leaves:' : 'Enter alone leaves it out, q leaves:');
        const question = `${hanging(MESSAGE_COLUMNS, message)}\n  ${enter}`;
        const validate = (text: string) => !isNeeded || text.trim() !== '' || 'In a few words.';
        const line = (await input({ message: question, theme: { prefix: PREFIX }, validate }, { signal })).trim();
        return line === LEAVE ? undefined : line;
      }),
    [Symbol.dispose]: () => process.stdin.pause(),
  };
}

/**
 * What was answered; `undefined` when the student left by Ctrl-C or Ctrl-D.
 * @param leaveKey a key that leaves too, where no text is typed
 */
async function unlessLeft<T>(
  leaveKey: string | undefined,
  prompt: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  const onKey = (_: unknown, { name }: { name?: string }) => {
    if (leaveKey !== undefined && name === leaveKey) leave();
  };
  process.stdin.on('keypress', onKey).once('pause', leave); // readline pauses its input when Ctrl-D ends it
  try {
    return await prompt(leaving.signal);
  } catch (error) {
    if (['AbortPromptError', 'ExitPromptError'].includes((error as Error).name)) return undefined;
    throw error;
  } finally {
    process.stdin.off('keypress', onKey).off('pause', leave);
  }
}
