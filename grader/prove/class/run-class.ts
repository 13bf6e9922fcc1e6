import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { showProgress } from '../../class/progress.ts';
import type { TopicFacts } from '../facts/topic-facts.ts';
import { gradeArtificialClass, type Run } from './grade-artificial-class.ts';

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
  /** Leaves students out, by the id of their job. */
  isWanted?: (id: string) => boolean;
}

export async function runClass(
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
