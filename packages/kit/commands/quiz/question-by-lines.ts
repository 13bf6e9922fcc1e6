import { lineWidth } from '../../text/terminal.ts';
import { wrapBehind } from '../../text/wrap.ts';
import { type Input, optionLines, type Print, typedLines } from '../ask/by-lines.ts';
import { answerInWords, answerTo, expectedOf } from './answer.ts';
import { type AskQuestion, counted } from './take-quiz.ts';

/** A way to ask, and to be done with it. */
export interface Asking extends Disposable {
  ask: AskQuestion;
}

const WANTED = { choice: 'A letter', choices: 'All letters that hold', text: 'A word or two', number: 'A number' };

/** Asks by printed questions and typed lines. */
export function questionsByLines(input: Input, print: Print): Asking {
  const lines = typedLines(input, print);
  const ask: AskQuestion = async (asked) => {
    const { question, before } = asked;
    const options = 'options' in question ? optionLines(question.options) : [];
    const text = wrapBehind(`${counted(asked)}  `, question.question, lineWidth());
    print(`\n${[...text, ...options].join('\n')}\n`);
    const enter = before === undefined ? 'Enter alone skips' : `Enter alone keeps ${answerInWords(before)}`;
    for (;;) {
      const typed = await lines.next(`${WANTED[question.kind]} (${enter}, q leaves):`);
      if (typed === undefined) return 'leave';
      if (typed === '') return 'skip';
      const answer = answerTo(question, typed);
      if (answer !== undefined) return { answer };
      print(`The answer is ${expectedOf(question)}.\n`);
    }
  };
  return { ask, [Symbol.dispose]: lines[Symbol.dispose] };
}
