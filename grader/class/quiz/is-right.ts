import type { Answer } from '@socket-lab/kit/commands/quiz/answer';
import type { Question } from '@socket-lab/kit/commands/quiz/quiz';
import type { Solution } from './read-key.ts';
import { isSameText } from './same-text.ts';

/** Whether an answer is right: the letter, exactly the letters, the number, or one of the wordings. */
export function isRight({ kind }: Question, { accept }: Solution, answer: Answer): boolean {
  if (kind === 'text') return accept.some((wording) => isSameText(String(wording), String(answer)));
  return accept.some((right) => JSON.stringify(right) === JSON.stringify(answer));
}
