import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { showProgress } from '../../class/progress.ts';
import { type JobOutcome, type RunJobsOptions, runJobs } from '../../jobs/run-jobs.ts';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { Evidence } from '../judge/evidence.ts';
import { enrol, studentId } from './enrol.ts';

/** More than one: many a mutant only waits, for what never comes. */
const JOBS_A_CORE = 2;
/** Getting a job ready costs as much computing as the checks of a program or two. */
const STUDENTS_A_JOB = 8;

export interface ClassOptions {
  courseDirectory: string;
  isolation: Isolation;
  concurrency?: number;
  /** Or a mutant meets only the check that must catch it: a fifth of the time. */
  isEveryCheck?: boolean;
  /** Below `.grade/`: one run at a time uses it. */
  workspace?: string;
  /** What the machine is (machine.ts): another one's results are not taken for this one's. */
  machine?: string;
  signal?: AbortSignal;
}

export interface WhichJobs {
  force: boolean;
  isWanted?: (id: string) => boolean;
}

async function runClass(
  facts: TopicFacts[],
  { courseDirectory, isolation, concurrency, isEveryCheck = true, workspace = 'check', machine, signal }: ClassOptions,
  { force, isWanted }: WhichJobs,
): Promise<Run> {
  const progress = showProgress(process.stdout, false);
  const options = {
    repository: courseDirectory,
    workspace: join(courseDirectory, '.grade', workspace),
    isolation,
    force,
    isEveryCheck,
    specsAJob: STUDENTS_A_JOB,
    concurrency: concurrency ?? Math.ceil(JOBS_A_CORE * availableParallelism()),
    ...(machine !== undefined && { machine }),
    ...(signal && { signal }),
    onProgress: progress.onProgress,
  };
  try {
    return await gradeArtificialClass(facts, options, isWanted);
  } finally {
    progress.stop();
    const { finished, ran } = progress.standing();
    console.log(`${finished} students graded, ${finished - ran} of them from the cache.`);
  }
}

export type Run = Map<string, Evidence>;

/** All topics in one run. One whose topic.yaml cannot be read has no evidence. @param isWanted by the id of a job */
async function gradeArtificialClass(
  topics: TopicFacts[],
  options: RunJobsOptions & { isEveryCheck?: boolean },
  isWanted: (id: string) => boolean = () => true,
): Promise<Run> {
  const students = topics.flatMap((facts) =>
    'fault' in facts.topic ? [] : enrol(facts, facts.topic, options.isEveryCheck),
  );
  const specs = students.filter(({ id }) => isWanted(id));
  if (specs.length === 0) return new Map();
  const { outcomes, catalogs, faults } = await runJobs(specs, options);
  const readable = topics.filter(({ topic }) => !('fault' in topic));
  return new Map(
    readable.map(({ id }) => {
      const checks = catalogs.get(id) ?? { fault: faults.get(id) ?? 'its checks are not known.' };
      return [id, { checks, outcomes: ofTopic(id, outcomes), isByName: options.isEveryCheck === false }];
    }),
  );
}

function ofTopic(topic: string, outcomes: Map<string, JobOutcome>): Map<string, JobOutcome> {
  const prefix = studentId(topic, '');
  return new Map(
    [...outcomes].filter(([id]) => id.startsWith(prefix)).map(([id, outcome]) => [id.slice(prefix.length), outcome]),
  );
}

/** Mutants that only the level bubblewrap shows are graded at that level, in a run of their own. */
export async function runLevels(facts: TopicFacts[], options: ClassOptions, which: WhichJobs): Promise<Run> {
  const confined = new Set(confinedStudents(facts));
  const { isWanted = () => true } = which;
  const run = await runClass(facts, options, { ...which, isWanted: (id) => isWanted(id) && !confined.has(id) });
  const wanted = [...confined].filter(isWanted);
  if (wanted.length === 0) return run;
  const atLevel: ClassOptions = { ...options, isolation: 'bubblewrap' };
  const more = await runClass(facts, atLevel, { ...which, isWanted: (id) => wanted.includes(id) });
  return new Map(
    facts.flatMap(({ id }) => {
      const [first, second] = [run.get(id), more.get(id)];
      const evidence = first ?? second;
      const outcomes = new Map([...(first?.outcomes ?? []), ...(second?.outcomes ?? [])]);
      return evidence ? [[id, { ...evidence, outcomes }]] : [];
    }),
  );
}

/** The same facts without those mutants, for a machine that has no bubblewrap; and their names. */
export function withoutConfined(facts: TopicFacts[]): { facts: TopicFacts[]; left: string[] } {
  const left = new Set(facts.flatMap(confinedMutants));
  const rest = facts.map((each) => ({
    ...each,
    mutants: each.mutants.filter(({ name }) => !left.has(name)),
    transcripts: new Map([...each.transcripts].filter(([name]) => !left.has(name))),
  }));
  return { facts: rest, left: [...left] };
}

function confinedStudents(facts: TopicFacts[]): string[] {
  return facts.flatMap((each) => confinedMutants(each).map((name) => studentId(each.id, `mutant ${name}`)));
}

function confinedMutants({ mutants }: TopicFacts): string[] {
  return mutants
    .filter(({ reading }) => 'header' in reading && reading.header.level === 'bubblewrap')
    .map(({ name }) => name);
}
