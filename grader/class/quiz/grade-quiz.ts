import { posix } from 'node:path';
import type { Outcome } from '@socket-lab/kit/check/types';
import { type Answer, answerInWords } from '@socket-lab/kit/commands/quiz/answer';
import type { Question } from '@socket-lab/kit/commands/quiz/quiz';
import { type Answers, readAnswers } from '@socket-lab/kit/commands/quiz/read-answers';
import type { HandedIn } from '@socket-lab/kit/submission/collect-topics';
import { isRight } from './is-right.ts';
import type { Solution } from './read-key.ts';
import { checkId, type TopicQuiz } from './topic-quiz.ts';

/** The message of a question to which there is no answer, and nothing else to say. */
export const NOT_ANSWERED = 'Not answered.';

/** A quiz as it was graded. */
export interface QuizResult {
  handedIn: HandedIn['state'];
  /** Why it was refused, when it was. */
  reason?: string;
  /** By the id of the question's check. */
  outcomes: Map<string, Pick<Outcome, 'status' | 'message'>>;
}

/**
 * Grades what was handed in, whatever it is. `passed`: right. `failed`: wrong, or no answer to this question, or the file
 * was refused. `todo`: not answered. The message of a wrong answer says where to read on, and never what is right.
 * @param topic its id: the folder under packages/
 */
export function gradeQuiz(topic: string, { quiz, key }: TopicQuiz, handedIn: HandedIn): QuizResult {
  const text = handedIn.state === 'collected' ? handedIn.text : '';
  const answers = readAnswers(text, `packages/${topic}/answers.yaml`, quiz);
  const outcomes: QuizResult['outcomes'] = new Map();
  for (const question of quiz.questions) {
    const solution = key.get(question.id);
    if (!solution) throw new Error(`There is no key to the question "${question.id}" of ${topic}.`);
    const outcome = handedIn.state === 'rejected' ? failed(handedIn.reason) : grade(topic, question, solution, answers);
    outcomes.set(checkId(question.id), outcome);
  }
  return { handedIn: handedIn.state, ...(handedIn.state === 'rejected' && { reason: handedIn.reason }), outcomes };
}

function grade(
  topic: string,
  question: Question,
  solution: Solution,
  answers: Answers,
): Pick<Outcome, 'status' | 'message'> {
  const fault = answers.faulty.get(question.id);
  if (fault !== undefined) return failed(fault);
  const answer = answers.given.get(question.id);
  if (answer === undefined) return { status: 'todo', message: [NOT_ANSWERED, ...answers.faults].join('\n') };
  return isRight(question, solution, answer) ? { status: 'passed' } : failed(notYet(topic, solution, answer));
}

function notYet(topic: string, { read }: Solution, answer: Answer): string {
  return `Not yet (your answer: ${answerInWords(answer)}). Read ${posix.join('packages', topic, read)}.`;
}

function failed(message: string): Pick<Outcome, 'status' | 'message'> {
  return { status: 'failed', message };
}
