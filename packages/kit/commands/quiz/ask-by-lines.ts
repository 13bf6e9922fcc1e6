import { createInterface } from 'node:readline';
import { lineWidth } from '../../text/terminal.ts';
import { wrapBehind } from '../../text/wrap.ts';
import { answerInWords, answerTo, expectedOf } from './answer.ts';
import { type Ask, type Asked, counted } from './ask.ts';

/**
 * Asks by printed questions and typed lines, for an input that is no terminal, and for who prefers it. The end of the
 * input leaves.
 * @returns how to ask; disposed when all is asked
 */
export function byLines(input: NodeJS.ReadableStream & { isTTY?: boolean }, print: (text: string) => void): Asking {
  const reader = createInterface({ input, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  const stop = () => reader.close();
  process.once('SIGINT', stop);
  const ask: Ask = async (asked) => {
    const { question } = asked;
    print(`\n${inLines(asked)}\n`);
    while (true) {
      print(`${invitation(asked)} `);
      const { done, value: line = '' } = await lines.next();
      if (done) print('\n');
      else if (!input.isTTY) print(`${line}\n`); // nobody has seen it yet
      const typed = line.trim();
      if (done || typed === 'q') return 'leave';
      if (typed === '') return 'skip';
      const answer = answerTo(question, typed);
      if (answer !== undefined) return { answer };
      print(`The answer is ${expectedOf(question)}.\n`);
    }
  };
  const close = () => {
    process.off('SIGINT', stop);
    reader.close();
  };
  return { ask, [Symbol.dispose]: close };
}

/** A way to ask, and to be done with it. */
export interface Asking extends Disposable {
  ask: Ask;
}

function inLines(asked: Asked): string {
  const { question } = asked;
  const options = 'options' in question ? Object.entries(question.options) : [];
  return [
    ...wrapBehind(`${counted(asked)}  `, question.question, lineWidth()),
    ...options.flatMap(([letter, text]) => wrapBehind(`  ${letter}) `, text, lineWidth())),
  ].join('\n');
}

function invitation({ question, before }: Asked): string {
  const what = { choice: 'A letter', choices: 'All letters that hold', text: 'A word or two', number: 'A number' };
  const enter = before === undefined ? 'Enter alone skips' : `Enter alone keeps ${answerInWords(before)}`;
  return `${what[question.kind]} (${enter}, q leaves):`;
}
