import { styleText } from 'node:util';
import { answerInWords } from './answer.ts';
import { type Asked, counted, type Reply } from './ask.ts';
import { hanging } from './hanging.ts';

/** What stays on the screen of a question: the question, and what was answered. */
export function replyInWords(asked: Asked, reply: Exclude<Reply, 'leave'>): string {
  const isSkipped = reply === 'skip';
  const mark = isSkipped ? styleText('dim', '–') : styleText('green', '✔');
  const answer = isSkipped ? styleText('dim', 'skipped') : styleText('cyan', hanging(4, inFull(asked, reply)));
  const label = `${counted(asked)} `;
  return `${mark} ${label}${styleText('bold', hanging(label.length + 2, asked.question.question))}\n    ${answer}`;
}

function inFull({ question }: Asked, { answer }: Exclude<Reply, string>): string {
  const option = question.kind === 'choice' ? question.options[String(answer)] : undefined;
  return option === undefined ? answerInWords(answer) : `${answer}) ${option}`;
}
