import type { CheckDeclaration } from '@socket-lab/kit/check/types';
import { type Quiz, readQuiz } from '@socket-lab/kit/commands/quiz/quiz';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { type Key, readKey } from './read-key.ts';

/** In the place of a program's name: whose checks the answers to a quiz are. No program has it (read-topic.ts). */
export const QUIZ = 'quiz';

/** The quiz of a topic, with what is right. */
export interface TopicQuiz {
  quiz: Quiz;
  key: Key;
  checks: CheckDeclaration[]; // A check for each question, in their order; together they are worth the quiz's points.
}

/** A topic's quiz with its key, if topic.yaml gives points for one. @throws Error in one line: file, place and fault */
export function readTopicQuiz(topic: Topic): TopicQuiz | undefined {
  if (!topic.quiz) return undefined;
  const quiz = readQuiz(topic.directory);
  return { quiz, key: readKey(topic.directory, quiz), checks: quizChecks(quiz, topic.quiz.points) };
}

/** The questions as checks. They are public, since students have them; what is right stands in none of it. */
export function quizChecks({ questions }: Quiz, points: number): CheckDeclaration[] {
  const shares = sharePoints(points, questions.length);
  return questions.map(({ id, question }, index) => ({
    id: checkId(id),
    title: question,
    program: QUIZ,
    points: shares[index] ?? 0,
    hint: '',
    visibility: 'public',
  }));
}

/** The id of a question's check: `quiz/half-close`. */
export const checkId = (question: string): string => `${QUIZ}/${question}`;
export const questionOf = (check: string): string => check.slice(checkId('').length);

/**
 * Shares points among equal parts, in hundredths, so that they add up exactly; what is over goes to the first ones:
 * 10 points for 7 parts are six times 1.43 and once 1.42.
 */
export function sharePoints(points: number, parts: number): number[] {
  const hundredths = Math.round(points * 100);
  const each = Math.floor(hundredths / parts);
  const rest = hundredths - each * parts;
  return Array.from({ length: parts }, (_, index) => (each + (index < rest ? 1 : 0)) / 100);
}
