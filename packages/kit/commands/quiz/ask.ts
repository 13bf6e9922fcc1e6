import type { Answer } from './answer.ts';
import type { Question } from './quiz.ts';

/** A question, as it is put to somebody. */
export interface Asked {
  question: Question;
  /** From 1. */
  number: number;
  /** How many questions the quiz has. */
  total: number;
  /** What has been answered before. */
  before?: Answer;
}

/** What comes of it: an answer; nothing, for now; or the end of the session. */
export type Reply = { answer: Answer } | 'skip' | 'leave';

/** Puts a question, and shows what was answered. */
export type Ask = (asked: Asked) => Promise<Reply>;

/** `1 of 8` */
export function counted({ number, total }: Asked): string {
  return `${number} of ${total}`;
}
