import type { Answer } from '@socket-lab/kit/commands/quiz/answer';
import type { Question } from '@socket-lab/kit/commands/quiz/quiz';

/** Answers to a question that are none of those that its key accepts. */
export function wrongAnswers(question: Question, accept: readonly Answer[]): Answer[] {
  switch (question.kind) {
    case 'choice':
      return Object.keys(question.options).filter((letter) => !accept.includes(letter));
    case 'choices': {
      const right = JSON.stringify(accept[0]);
      return choicesAmong(Object.keys(question.options)).filter((letters) => JSON.stringify(letters) !== right);
    }
    case 'text':
      return [...accept.map((wording) => `x${String(wording).replace(/^\./, '')}`), 'x'];
    case 'number':
      return accept.flatMap((value) => [Number(value) - 1, Number(value) + 1, Number(value) * 10]);
    default:
      return question satisfies never;
  }
}

function choicesAmong(letters: string[]): string[][] {
  const [first, ...rest] = letters;
  if (first === undefined) return [];
  const others = choicesAmong(rest);
  return [[first], ...others, ...others.map((choice) => [first, ...choice])];
}
