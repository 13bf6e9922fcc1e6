import type { Answer } from './answer.ts';
import type { Question, Quiz } from './quiz.ts';

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
export type AskQuestion = (asked: Asked) => Promise<Reply>;

/** `1 of 8` */
export function counted({ number, total }: Asked): string {
  return `${number} of ${total}`;
}

/**
 * Asks the questions of a quiz in their order, from the first one that is not answered, until the last one or until
 * somebody leaves.
 */
export async function takeQuiz({
  quiz,
  given,
  again,
  ask,
  onAnswer,
}: {
  quiz: Quiz;
  /** What is answered already, by the question's id. */
  given: ReadonlyMap<string, Answer>;
  /** Asks those as well. */
  again: boolean;
  ask: AskQuestion;
  /** Called with each answer, before the next question. */
  onAnswer(question: string, answer: Answer): void;
}): Promise<void> {
  const total = quiz.questions.length;
  for (const [index, question] of quiz.questions.entries()) {
    const before = given.get(question.id);
    if (before !== undefined && !again) continue;
    const reply = await ask({ question, number: index + 1, total, ...(before !== undefined && { before }) });
    if (reply === 'leave') return;
    if (reply !== 'skip') onAnswer(question.id, reply.answer);
  }
}
