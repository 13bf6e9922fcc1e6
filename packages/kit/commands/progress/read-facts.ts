import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../text/usage-error.ts';
import { readTopic } from '../../topic/read-topic.ts';
import { type Note, notebookFile } from '../experiment/notebook.ts';
import { readQuiz } from '../quiz/quiz.ts';
import type { Explored, NotebookFacts, TopicFacts } from './course-progress.ts';

/** @throws UsageError when the course's own files are at fault */
export function readTopicFacts(courseDirectory: string, id: string): TopicFacts {
  const directory = join(courseDirectory, 'packages', id);
  const { title, draft = false, programs } = readTopic(directory);
  const gaps = Object.entries(programs).map(([name, program]) => [name, program.gaps] as const);
  const quiz = existsSync(join(directory, 'quiz.yaml')) ? readQuiz(directory) : null;
  return { title, draft, programs: Object.fromEntries(gaps), quiz };
}

export function readNotebookFacts(courseDirectory: string): NotebookFacts {
  try {
    const notes: [number, Explored][] = [];
    for (const [number, note] of notebookFile(courseDirectory).read()) {
      const state = stateOf(note);
      if (state) notes.push([number, state]);
    }
    return { notes: Object.fromEntries(notes) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { fault: error.message };
  }
}

function stateOf({ prediction, outcome, why }: Note): Explored | undefined {
  if (outcome !== undefined) return why === undefined ? 'run' : 'explained';
  return prediction === undefined ? undefined : 'predicted';
}
