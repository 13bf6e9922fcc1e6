import type { Answer } from './answer.ts';
import type { Ask } from './ask.ts';
import type { Quiz } from './quiz.ts';

export interface Session {
  quiz: Quiz;
  /** What is answered already, by the question's id. */
  given: ReadonlyMap<string, Answer>;
  /** Asks those as well. */
  again: boolean;
  ask: Ask;
  /** Called with each answer, before the next question. */
  onAnswer(question: string, answer: Answer): void;
}

/**
 * Asks the questions of a quiz in their order, from the first one that is not answered, until the last one or until
 * somebody leaves.
 */
export async function takeQuiz({ quiz, given, again, ask, onAnswer }: Session): Promise<void> {
  const total = quiz.questions.length;
  for (const [index, question] of quiz.questions.entries()) {
    const before = given.get(question.id);
    if (before !== undefined && !again) continue;
    const reply = await ask({ question, number: index + 1, total, ...(before !== undefined && { before }) });
    if (reply === 'leave') return;
    if (reply !== 'skip') onAnswer(question.id, reply.answer);
  }
}
