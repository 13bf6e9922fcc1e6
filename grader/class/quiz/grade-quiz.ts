import { posix } from 'node:path';
import type { Outcome } from '@socket-lab/kit/check/types';
import { type Answer, answerInWords } from '@socket-lab/kit/commands/quiz/answer';
import type { Question } from '@socket-lab/kit/commands/quiz/quiz';
import { type Answers, readAnswers } from '@socket-lab/kit/commands/quiz/read-answers';
import { type Message, say, type Words } from '@socket-lab/kit/failure/message';
import type { HandedIn } from '@socket-lab/kit/submission/collect-topics';
import type { Topic } from '@socket-lab/kit/topic/topic';
import type { Solution } from './read-key.ts';
import { isSameText } from './same-text.ts';
import { checkId, readTopicQuiz, type TopicQuiz } from './topic-quiz.ts';

export type ClassQuiz = TopicQuiz | { fault: string };

export function readQuizzes(topics: Topic[]): Map<string, ClassQuiz> {
  const quizzes = new Map<string, ClassQuiz>();
  for (const topic of topics) {
    try {
      const quiz = readTopicQuiz(topic);
      if (quiz) quizzes.set(topic.id, quiz);
    } catch (error) {
      quizzes.set(topic.id, { fault: (error as Error).message });
    }
  }
  return quizzes;
}

export function gradeAnswers(
  quiz: ClassQuiz | undefined,
  topic: string,
  answers: HandedIn = { state: 'missing' },
): { quiz?: QuizResult } {
  return !quiz || 'fault' in quiz ? {} : { quiz: gradeQuiz(topic, quiz, answers) };
}

export type Verdict = Pick<Outcome, 'status' | 'failure'>; // How a check went, and what its student reads.

export interface QuizResult {
  handedIn: HandedIn['state'];
  reason?: string; // Why it was refused, when it was.
  outcomes: Map<string, Verdict>; // By the id of the question's check.
}

/**
 * Grades what was handed in. `failed`: wrong, no answer to this question, or the file was refused. `todo`: not answered.
 * The message of a wrong answer says where to read on, and never what is right.
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

function grade(topic: string, question: Question, solution: Solution, answers: Answers): Verdict {
  const fault = answers.faulty.get(question.id);
  if (fault !== undefined) return failed(fault);
  const answer = answers.given.get(question.id);
  if (answer === undefined) return { status: 'todo', failure: { message: notAnswered(answers.faults) } };
  return isRight(question, solution, answer) ? { status: 'passed' } : failed(notYet(topic, solution, answer));
}

function notAnswered(faults: readonly string[]): Message {
  return faults.length === 0 ? say('not-answered') : say('not-answered-but', { faults: faults.join('\n') });
}

function notYet(topic: string, { read }: Solution, answer: Answer): Message {
  return say('not-yet', { answer: answerInWords(answer), place: posix.join('packages', topic, read) });
}

const failed = (message: Words): Verdict => ({ status: 'failed', failure: { message } });

/** Whether an answer is right: the letter, exactly the letters, the number, or one of the wordings. */
function isRight({ kind }: Question, { accept }: Solution, answer: Answer): boolean {
  if (kind === 'text') return accept.some((wording) => isSameText(String(wording), String(answer)));
  return accept.some((right) => JSON.stringify(right) === JSON.stringify(answer));
}
