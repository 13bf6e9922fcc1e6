import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadMessages } from '../../failure/load-messages.ts';
import { readRecord } from '../../record/record-file.ts';
import { digestOf, readSource } from '../../record/source-digest.ts';
import { openGapsIn } from '../../submission/open-gaps.ts';
import { topicIds } from '../../topic/topic-ids.ts';
import type { NotebookFacts } from './course-facts.ts';
import type { CourseProgress, ExperimentsProgress, TopicProgress } from './course-progress.ts';
import { nextOfCourse } from './next-of-course.ts';
import { Remembered } from './remembered.ts';
import { type SourceState, topicProgress } from './topic-progress.ts';

/** Each file of it is an experiment; their numbers begin with 1. */
const QUESTIONS = new URL('../experiment/questions/', import.meta.url);

/**
 * How a course stands, from what the last runs left and from the student's files. Nothing is run.
 * @throws UsageError when the course's own files are at fault
 */
export async function readProgress(courseDirectory: string): Promise<CourseProgress> {
  const remembered = new Remembered(courseDirectory);
  const topics: TopicProgress[] = [];
  for (const id of topicIds(courseDirectory)) {
    const folder = `packages/${id}`;
    const files = [`${folder}/topic.yaml`, `${folder}/quiz.yaml`];
    // What reads YAML is loaded only when a file has changed.
    const facts = await remembered.value(id, files, async () =>
      (await import('./read-facts.ts')).readTopicFacts(courseDirectory, id),
    );
    if (facts.draft) continue;
    const quiz = await remembered.value(`${id} answers`, [...files, `${folder}/answers.yaml`], async () =>
      facts.quiz ? (await import('./read-quiz-progress.ts')).readQuizProgress(courseDirectory, id, facts.quiz) : null,
    );
    const directory = join(courseDirectory, 'packages', id);
    const sources = readSources(directory, Object.keys(facts.programs));
    const record = readRecord({ id, directory });
    if (Object.values(record.checks).some(({ summary = '' }) => typeof summary !== 'string')) {
      await loadMessages({ directory });
    }
    topics.push(topicProgress(id, { ...facts, quiz }, sources, record));
  }
  const notebook = await remembered.value('experiments.yaml', ['experiments.yaml'], async () =>
    (await import('./read-facts.ts')).readNotebookFacts(courseDirectory),
  );
  remembered.keep();
  const experiments = experimentsProgress(notebook);
  return { schemaVersion: 1, topics, experiments, next: nextOfCourse({ topics, experiments }) };
}

function readSources(directory: string, programs: readonly string[]): Map<string, SourceState> {
  return new Map(
    programs.flatMap((program): [string, SourceState][] => {
      const source = readSource({ directory }, program);
      return source === undefined ? [] : [[program, { digest: digestOf(source), open: openGapsIn(source) }]];
    }),
  );
}

function experimentsProgress(notebook: NotebookFacts): ExperimentsProgress {
  const total = readdirSync(QUESTIONS).filter((name) => name.endsWith('.ts')).length;
  const notes = 'notes' in notebook ? notebook.notes : {};
  const numbers = Array.from({ length: total }, (_, index) => index + 1);
  const count = (...states: string[]) => numbers.filter((number) => states.includes(notes[number] ?? '')).length;
  return {
    total,
    predicted: count('predicted', 'run', 'explained'),
    run: count('run', 'explained'),
    explained: count('explained'),
    next: numbers.find((number) => notes[number] !== 'explained') ?? null,
    fault: 'fault' in notebook ? notebook.fault : null,
  };
}
