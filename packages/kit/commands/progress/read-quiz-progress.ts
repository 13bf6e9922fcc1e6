import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readOwnText } from '../../text/read-own-text.ts';
import { UsageError } from '../../text/usage-error.ts';
import type { Quiz } from '../quiz/quiz.ts';
import { faultsOf, readAnswers } from '../quiz/read-answers.ts';
import type { QuizProgress } from './course-progress.ts';

export function readQuizProgress(courseDirectory: string, id: string, quiz: Quiz): QuizProgress {
  const questions = quiz.questions.length;
  const name = `packages/${id}/answers.yaml`;
  try {
    const text = readOwnText(join(courseDirectory, name), name, { keepsBom: true }) ?? '';
    const answers = readAnswers(text, name, quiz);
    return { questions, answered: answers.given.size, faults: faultsOf(answers).map(stripVTControlCharacters) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { questions, answered: 0, faults: [error.message] };
  }
}
