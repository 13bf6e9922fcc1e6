import type { HandedIn } from '@socket-lab/kit/submission/collect-topics';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { gradeQuiz, type QuizResult } from './grade-quiz.ts';
import { readTopicQuiz, type TopicQuiz } from './topic-quiz.ts';

/** The quiz of a topic, or what is wrong with its files. */
export type ClassQuiz = TopicQuiz | { fault: string };

/** The quizzes of the topics that have one, by the topic's id. */
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

/** What a student's answers are worth; nothing is known of a topic without a quiz, or with a broken one. */
export function gradeAnswers(
  quiz: ClassQuiz | undefined,
  topic: string,
  answers: HandedIn = { state: 'missing' },
): { quiz?: QuizResult } {
  return !quiz || 'fault' in quiz ? {} : { quiz: gradeQuiz(topic, quiz, answers) };
}
