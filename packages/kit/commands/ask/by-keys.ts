import { lineWidth } from '../../text/terminal.ts';
import { wrapBehind } from '../../text/wrap.ts';

/**
 * What a prompt of Inquirer's was answered; `undefined` when the student left, by Ctrl-C, Ctrl-D or a key.
 * @param keys of a list, not of a typed line: what they mean in place of an answer
 */
export async function answered<T, K = undefined>(
  prompt: (signal: AbortSignal) => Promise<T>,
  keys?: Readonly<Record<string, K>>,
): Promise<T | K | undefined> {
  const ending = new AbortController();
  let instead: K | undefined;
  const leave = () => ending.abort();
  const onKey = (_: unknown, { name = '', ctrl = false }: { name?: string; ctrl?: boolean }) => {
    if (!keys || !(ctrl ? name === 'd' : Object.hasOwn(keys, name))) return;
    if (!ctrl) instead = keys[name];
    leave();
  };
  process.stdin.on('keypress', onKey).once('pause', leave); // readline pauses its input when Ctrl-D ends it
  try {
    return await prompt(ending.signal);
  } catch (error) {
    if (['AbortPromptError', 'ExitPromptError'].includes((error as Error).name)) return instead;
    throw error;
  } finally {
    process.stdin.off('keypress', onKey).off('pause', leave);
  }
}

/** Options as a list of Inquirer's. The lines of one begin under each other, behind the cursor and perhaps a box. */
export function choicesOf(options: Readonly<Record<string, string>>, columns: number) {
  return Object.entries(options).map(([value, text]) => ({
    value,
    name: `${value}) ${hanging(columns, text)}`,
    short: value,
  }));
}

/** Text in lines for something of `indent` columns that will stand before it: all but the first are indented as much. */
export function hanging(indent: number, text: string): string {
  return wrapBehind(' '.repeat(indent), text, lineWidth()).join('\n').slice(indent);
}
