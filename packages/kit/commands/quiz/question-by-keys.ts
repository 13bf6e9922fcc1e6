import { styleText } from 'node:util';
import checkbox from '@inquirer/checkbox';
import input from '@inquirer/input';
import select from '@inquirer/select';
import { answered, choicesOf, hanging } from '../ask/by-keys.ts';
import { LEAVE } from '../ask/by-lines.ts';
import { type Answer, answerInWords, answerTo, expectedOf } from './answer.ts';
import { type Asked, counted, type Reply } from './take-quiz.ts';

/** The cursor and the box, with `a) ` behind them. */
const CHOICE_COLUMNS = 6;

/** Asks in a terminal: arrow keys, space, Enter. A question that is done shrinks to its answer. */
export async function questionByKeys(asked: Asked): Promise<Reply> {
  const keys = 'options' in asked.question ? ({ q: 'leave', s: 'skip' } as const) : undefined;
  const prompt = (signal: AbortSignal) => promptFor(asked, { signal, clearPromptOnDone: true });
  const reply = (await answered(prompt, keys)) ?? 'leave';
  if (reply !== 'leave') console.log(inWords(asked, reply));
  return reply;
}

/** Puts a question by the prompt that fits its kind. */
async function promptFor(asked: Asked, context: { signal: AbortSignal; clearPromptOnDone: boolean }): Promise<Reply> {
  const { question, before } = asked;
  const message = hanging(counted(asked).length + 1, question.question);
  const prefix = { idle: styleText('cyan', counted(asked)), done: '' };
  const listed = { message, pageSize: 20, loop: false };
  switch (question.kind) {
    case 'choice': {
      const theme = { prefix, style: help('arrow keys or a letter, then Enter') };
      const list = { ...listed, theme, choices: choicesOf(question.options, CHOICE_COLUMNS) };
      return { answer: await select({ ...list, ...(before !== undefined && { default: String(before) }) }, context) };
    }
    case 'choices': {
      const theme = { prefix, style: help('arrow keys, space for each that holds, then Enter') };
      const isChecked = (letter: string) => Array.isArray(before) && before.includes(letter);
      const choices = choicesOf(question.options, CHOICE_COLUMNS).map((choice) => ({
        ...choice,
        checked: isChecked(choice.value),
      }));
      const answer = await checkbox({ ...listed, theme, choices, shortcuts: { all: null, invert: null } }, context);
      return answer.length === 0 ? 'skip' : { answer };
    }
    case 'text':
    case 'number': {
      const enter = before === undefined ? 'skips' : 'keeps what you have';
      const line = `${message}\n${styleText('dim', `Enter alone ${enter}, q leaves:`)}`;
      const isReply = (typed: string) => ['', LEAVE].includes(typed.trim()) || answerTo(question, typed) !== undefined;
      const validate = (typed: string) => isReply(typed) || `The answer is ${expectedOf(question)}.`;
      const prompt = { message: line, theme: { prefix }, validate, default: String(before ?? '') };
      const typed = await input(prompt, context);
      if (typed.trim() === LEAVE) return 'leave';
      const answer = answerTo(question, typed);
      return answer === undefined ? 'skip' : { answer };
    }
    default:
      return question satisfies never;
  }
}

function help(keys: string) {
  return { keysHelpTip: () => styleText('dim', `${keys}; s skips, q leaves`) };
}

/** What stays on the screen of a question: the question, and what was answered. */
function inWords(asked: Asked, reply: Exclude<Reply, 'leave'>): string {
  const label = `${counted(asked)} `;
  const question = label + styleText('bold', hanging(label.length + 2, asked.question.question));
  if (reply === 'skip') return `${styleText('dim', '–')} ${question}\n    ${styleText('dim', 'skipped')}`;
  const answer = styleText('cyan', hanging(4, inFull(asked, reply.answer)));
  return `${styleText('green', '✔')} ${question}\n    ${answer}`;
}

function inFull({ question }: Asked, answer: Answer): string {
  const option = question.kind === 'choice' ? question.options[String(answer)] : undefined;
  return option === undefined ? answerInWords(answer) : `${answer}) ${option}`;
}
