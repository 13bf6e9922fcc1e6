import { styleText } from 'node:util';
import checkbox from '@inquirer/checkbox';
import input from '@inquirer/input';
import select from '@inquirer/select';
import { answerTo, expectedOf } from './answer.ts';
import { type Asked, counted, type Reply } from './ask.ts';
import { hanging } from './hanging.ts';
import type { Question } from './quiz.ts';

/** As the prompts of Inquirer take it. */
interface Context {
  signal: AbortSignal;
  clearPromptOnDone: boolean;
}

/**
 * Puts a question in a terminal by the prompt that fits its kind.
 * @throws AbortPromptError when the signal says so, ExitPromptError on Ctrl-C
 */
export async function promptByKeys(asked: Asked, context: Context): Promise<Reply> {
  const { question, before } = asked;
  const message = hanging(counted(asked).length + 1, question.question);
  const prefix = { idle: styleText('cyan', counted(asked)), done: '' };
  switch (question.kind) {
    case 'choice': {
      const theme = { prefix, style: tip('arrow keys or a letter, then Enter') };
      const list = { message, theme, choices: choicesOf(question.options), pageSize: 20, loop: false };
      return { answer: await select({ ...list, ...(before !== undefined && { default: String(before) }) }, context) };
    }
    case 'choices': {
      const isChecked = (letter: string) => Array.isArray(before) && before.includes(letter);
      const choices = choicesOf(question.options).map((choice) => ({ ...choice, checked: isChecked(choice.value) }));
      const theme = { prefix, style: tip('arrow keys, space for each that holds, then Enter') };
      const shortcuts = { all: null, invert: null };
      const answer = await checkbox({ message, theme, choices, shortcuts, pageSize: 20, loop: false }, context);
      return answer.length === 0 ? 'skip' : { answer };
    }
    case 'text':
    case 'number': {
      const enter = before === undefined ? 'skips' : 'keeps what you have';
      const line = `${message}\n${styleText('dim', `Enter alone ${enter}, q leaves:`)}`;
      const wanted = { message: line, theme: { prefix }, validate: faultIn(question) };
      return replyTo(question, await input({ ...wanted, default: String(before ?? '') }, context));
    }
    default:
      return question satisfies never;
  }
}

/** The lines of an option begin under each other, behind the cursor and the box. */
function choicesOf(options: Record<string, string>): { value: string; name: string }[] {
  return Object.entries(options).map(([value, text]) => ({ value, name: `${value}) ${hanging(6, text)}` }));
}

function tip(keys: string): { keysHelpTip(): string } {
  return { keysHelpTip: () => styleText('dim', `${keys}; s skips, q leaves`) };
}

function faultIn(question: Question): (typed: string) => true | string {
  return (typed) => {
    const isReply = ['', 'q'].includes(typed.trim()) || answerTo(question, typed) !== undefined;
    return isReply || `The answer is ${expectedOf(question)}.`;
  };
}

function replyTo(question: Question, typed: string): Reply {
  if (typed.trim() === 'q') return 'leave';
  const answer = answerTo(question, typed);
  return answer === undefined ? 'skip' : { answer };
}
