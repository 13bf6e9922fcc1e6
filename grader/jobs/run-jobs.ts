import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { limitsOf } from '@socket-lab/kit/confine/limits';
import type { ProgramSources } from '@socket-lab/kit/submission/program-sources';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { mostJobs } from './admission.ts';
import { type Catalogs, readCatalogs } from './catalogs.ts';
import { claimWorkspace } from './claim-workspace.ts';
import { isConfined } from './confined/is-confined.ts';
import { openRunFolder } from './confined/run-folder.ts';
import { type JobAccount, type JobEvent, JobProgress } from './job-progress.ts';
import { readJobError, readJobResult, type TopicResult, versionFault } from './job-result.ts';
import { JobWatch } from './job-watch.ts';
import { type JobMessage, Lifeline } from './lifeline.ts';
import { type PlannedJob, planJobs } from './plan-jobs.ts';
import { compileCache, runTurbo } from './run-turbo.ts';
import { jobsWithinLimits, refuseShortLimits } from './short-limits.ts';
import { sweepDead } from './sweep.ts';
import { writeWorkspace } from './write-workspace.ts';

export type JobSpec = {
  id: string; // Unique, any text: a folder name is derived from it.
  label: string; // Who, for the progress: `ana echo-service`.
  topic: Topic;
  program?: string; // Only this program's checks.
  check?: string; // Only the check with this id.
} & ProgramSources;

/** `cached`: an earlier run found it out. `error`: the grader or the machine failed, and nothing is known. */
export type JobOutcome = { state: 'done'; result: TopicResult; cached: boolean } | { state: 'error'; reason: string };

export interface RunJobsOptions {
  repository: string;
  workspace: string; // Written by the run, for turbo: a folder of its own under `.grade/`.
  isolation: Isolation;
  topics?: Topic[]; // Topics whose checks are wanted even when no job is of them.
  /** Specs of one topic that share a job: it begins once for all of them, runs as one and is cached as one. 1 when left out. */
  specsAJob?: number;
  concurrency?: number; // Jobs at once, at most; three a core when left out.
  force?: boolean; // Runs every job, cached or not.
  /** What else decides the results: the machine, of a proof. A class's results are the same on every machine. */
  machine?: string;
  /** Ends the run: no process is left, what is done stays cached, and the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  onProgress?(event: JobEvent): void;
}

export interface JobsResult extends Catalogs {
  outcomes: Map<string, JobOutcome>; // By the id of the job's spec.
}

/** Runs jobs through turbo; what has not changed replays from its cache. @throws UsageError; the reason of `signal` */
export async function runJobs(specs: JobSpec[], options: RunJobsOptions): Promise<JobsResult> {
  const { repository, workspace, signal } = options;
  const { jobs, locks } = planJobs(specs, options);
  const all = [...locks.keys()];
  const concurrency = options.concurrency ?? Math.min(mostJobs(), jobsWithinLimits(all));
  refuseShortLimits(all, Math.min(concurrency, jobs.length));
  const progress = new JobProgress(jobs, options.onProgress);
  await using cleanup = new AsyncDisposableStack();
  let turbo: ReturnType<typeof runTurbo> | undefined;
  const watch = cleanup.use(watchOver(jobs, () => turbo?.pid));
  const onMessage = (folder: string, message: JobMessage) => {
    watch.rests(folder);
    progress.onMessage(folder, message);
  };
  await sweepDead(tmpdir());
  const lifeline = await Lifeline.open(onMessage, { onBegin: (folder) => watch.begins(folder) });
  cleanup.defer(() => lifeline.close());
  const folder = isConfined(options.isolation)
    ? cleanup.use(openRunFolder(basename(lifeline.path, '.sock'))).path
    : undefined;
  const own = folder === undefined ? {} : { folder };
  cleanup.defer(await claimWorkspace(workspace, { lifeline: lifeline.path, ...own }));
  writeWorkspace(workspace, jobs, !options.force);
  signal?.throwIfAborted();
  turbo = runTurbo({
    workspace,
    cacheDirectory: join(repository, '.grade', 'cache'),
    lifeline: lifeline.path,
    ...(folder !== undefined && { runFolder: folder }),
    concurrency,
    force: options.force ?? false,
    onLine(folder, line) {
      if (folder !== undefined && line.startsWith('cache miss')) watch.starts(folder);
      progress.onLine(folder, line);
    },
  });
  lifeline.endWith(turbo.pid);
  const stop = () => {
    turbo?.stop();
    void lifeline.close();
  };
  signal?.addEventListener('abort', stop, { once: true });
  const listing = readCatalogs(locks, { repository, compileCache: compileCache(workspace), signal });
  const [ending, catalogs] = await Promise.all([turbo.ended, listing]);
  signal?.removeEventListener('abort', stop);
  signal?.throwIfAborted();
  const account = (folder: string): JobAccount => {
    const found = progress.account(folder, ending);
    return { ...found, reason: watch.reason(folder) ?? found.reason };
  };
  return { ...catalogs, outcomes: readResults(jobs, workspace, account) };
}

function watchOver(jobs: PlannedJob[], turbo: () => number | undefined): JobWatch {
  const seconds = jobs.map(({ folder, specs }) => {
    return [folder, [...specs.values()].map(({ topic }) => limitsOf(topic).jobSeconds)] as const;
  });
  return new JobWatch({ seconds: new Map(seconds), turbo });
}

/**
 * Reads the jobs' results. One without a whole `result.json` of its present inputs is an error, whatever turbo said.
 */
function readResults(
  jobs: PlannedJob[],
  workspace: string,
  accountFor: (folder: string) => JobAccount,
): Map<string, JobOutcome> {
  const outcomes = new Map<string, JobOutcome>();
  for (const { folder, inputs, specs } of jobs) {
    const directory = join(workspace, 'jobs', folder);
    const { ran, reason } = accountFor(folder);
    const error = readJobError(join(directory, 'error.json')) ?? reason;
    const path = join(directory, 'result.json');
    const result = readJobResult(path, inputs);
    for (const [submission, { id }] of specs)
      outcomes.set(id, outcomeOf(result, submission, ran, versionFault(path) ?? error));
  }
  return outcomes;
}

function outcomeOf(
  result: ReturnType<typeof readJobResult>,
  submission: string,
  ran: boolean,
  error: string,
): JobOutcome {
  const found = result?.submissions[submission];
  if (!result || !found) return { state: 'error', reason: error };
  const { topic, isolation } = result;
  return { state: 'done', result: { topic, isolation, ...found }, cached: !ran };
}
