import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadMessages } from '../../failure/load-messages.ts';
import { digestOf, readRecord, readSource } from '../../record/record-file.ts';
import { openGapsIn } from '../../submission/open-gaps.ts';
import { topicIds } from '../../topic/topic-ids.ts';
import type { CourseProgress, ExperimentsProgress, NextStep, NotebookFacts, TopicProgress } from './course-progress.ts';
import { Remembered } from './remembered.ts';
import { type SourceState, topicProgress } from './topic-progress.ts';

/** Each file of it is an experiment; their numbers begin with 1. */
const QUESTIONS = new URL('../experiment/questions/', import.meta.url);

/** Runs nothing. @throws UsageError when the course's own files are at fault */
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

/** Where the student was last, else in a topic that is begun, else in the next one; then the experiments. */
export function nextOfCourse({ topics, experiments }: Pick<CourseProgress, 'topics' | 'experiments'>): NextStep | null {
  const left = topics.filter(({ next }) => next !== null);
  const begun = left.filter(isBegun).sort((a, b) => lastRun(b).localeCompare(lastRun(a)));
  return (begun[0] ?? left[0])?.next ?? nextExperiment(experiments);
}

/** An untouched starter that was run once, to see what there is to do, is not. */
const isBegun = ({ gaps, quiz }: TopicProgress): boolean => gaps.filled > 0 || (quiz?.answered ?? 0) > 0;
const lastRun = ({ checks }: TopicProgress): string => checks?.lastRun ?? '';

function nextExperiment({ next, total, fault }: ExperimentsProgress): NextStep | null {
  if (fault !== null) return { kind: 'experiment', what: fault, command: 'pnpm experiment' };
  if (next === null) return null;
  return {
    kind: 'experiment',
    what: `experiment ${next} of ${total}: predict, run, explain`,
    command: `pnpm experiment ${next}`,
  };
}
