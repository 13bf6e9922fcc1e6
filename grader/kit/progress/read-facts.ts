import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { UsageFault } from '../cli/usage-fault.ts';
import type { Note } from '../experiment/notebook/note.ts';
import { NotebookFile } from '../experiment/notebook/notebook-file.ts';
import { readQuiz } from '../quiz/quiz.ts';
import { faultsOf, readAnswers } from '../quiz/read-answers.ts';
import { readOwnText } from '../text/read-own-text.ts';
import { readTopic } from '../topic/read-topic.ts';
import type { Explored, NotebookFacts, TopicFacts } from './course-facts.ts';

/**
 * Reads a topic's files, as the other commands read them.
 * @throws UsageFault when the course's own files are at fault
 */
export function readTopicFacts(courseDirectory: string, id: string): TopicFacts {
  const directory = join(courseDirectory, 'packages', id);
  try {
    const { title, draft = false, programs } = readTopic(directory);
    const gaps = Object.entries(programs).map(([name, program]) => [name, program.gaps] as const);
    const quiz = existsSync(join(directory, 'quiz.yaml')) ? readQuizFacts(directory, id) : null;
    return { title, draft, programs: Object.fromEntries(gaps), quiz };
  } catch (error) {
    throw new UsageFault((error as Error).message);
  }
}

function readQuizFacts(directory: string, id: string): NonNullable<TopicFacts['quiz']> {
  const quiz = readQuiz(directory);
  const questions = quiz.questions.length;
  const name = `packages/${id}/answers.yaml`;
  try {
    const text = readOwnText(join(directory, 'answers.yaml'), name, { keepsBom: true }) ?? '';
    const answers = readAnswers(text, name, quiz);
    return { questions, answered: answers.given.size, faults: faultsOf(answers).map(stripVTControlCharacters) };
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    return { questions, answered: 0, faults: [error.message] };
  }
}

export function readNotebookFacts(courseDirectory: string): NotebookFacts {
  try {
    const notes: [number, Explored][] = [];
    for (const [number, note] of new NotebookFile(courseDirectory).read()) {
      const state = stateOf(note);
      if (state) notes.push([number, state]);
    }
    return { notes: Object.fromEntries(notes) };
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    return { fault: error.message };
  }
}

function stateOf({ prediction, outcome, why }: Note): Explored | undefined {
  if (outcome !== undefined) return why === undefined ? 'run' : 'explained';
  return prediction === undefined ? undefined : 'predicted';
}
