import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { limitsOf } from '@socket-lab/kit/confine/limits';
import type { ProgramSources } from '@socket-lab/kit/submission/program-sources';
import { writeAtomically } from '@socket-lab/kit/text/write-atomically';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { mostJobs } from './admission.ts';
import { type Catalogs, readCatalogs } from './catalogs.ts';
import { claimWorkspace } from './claim-workspace.ts';
import { isConfined } from './confined/is-confined.ts';
import { openRunFolder } from './confined/run-folder.ts';
import { type JobAccount, type JobEvent, JobProgress } from './job-progress.ts';
import { type JobResult, readJobError, readJobResult, type TopicResult } from './job-result.ts';
import { JobWatch } from './job-watch.ts';
import { type JobMessage, Lifeline } from './lifeline.ts';
import { inGroups, type PlannedJob, planJobs } from './plan-jobs.ts';
import { compileCache, runTurbo } from './run-turbo.ts';
import { jobsWithinLimits, refuseShortLimits } from './short-limits.ts';
import { sweepDead } from './sweep.ts';
import { requireTemporaryFolder } from './temporary-folder.ts';
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
/** The same, with the result on the disk: those of a class may be more than memory has. */
export type KeptOutcome = { state: 'done'; read(): TopicResult; cached: boolean } | { state: 'error'; reason: string };

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
  remote?: Remote | undefined;
}

/** A remote cache of turbo's. */
export interface Remote {
  readonly environment: NodeJS.ProcessEnv; // What names it to turbo.
  onLine(folder: string | undefined, line: string): void; // What turbo says of a job.
  served(folder: string): boolean; // Whether the job's result came from there.
}

/** As long as it is not disposed of, its workspace is its own. */
export interface JobsRun extends Catalogs, AsyncDisposable {
  outcomes: Map<string, KeptOutcome>; // By the id of the job's spec.
  remote: number | undefined; // Results that came from the remote cache, if there is one.
  healed: number; // Results in the cache that were none: their jobs ran again.
}

type JobsResult = Omit<JobsRun, 'outcomes' | typeof Symbol.asyncDispose> & { outcomes: Map<string, JobOutcome> };

/** Runs jobs, and reads all results. @throws as `openJobs` does */
export async function runJobs(specs: JobSpec[], options: RunJobsOptions): Promise<JobsResult> {
  await using run = await openJobs(specs, options);
  const outcomes = [...run.outcomes].map(([id, outcome]): [string, JobOutcome] => {
    if (outcome.state === 'error') return [id, outcome];
    return [id, { state: 'done', result: outcome.read(), cached: outcome.cached }];
  });
  return { ...run, outcomes: new Map(outcomes) };
}

/** Runs jobs through turbo; what has not changed replays from its cache. @throws UsageError; the reason of `signal`; that the disk is full */
export async function openJobs(specs: JobSpec[], options: RunJobsOptions): Promise<JobsRun> {
  const { repository, workspace, remote } = options;
  const halt = new AbortController();
  const signal = AbortSignal.any([halt.signal, ...(options.signal ? [options.signal] : [])]);
  const { jobs, locks } = planJobs(specs, options);
  const all = [...locks.keys()];
  const concurrency = options.concurrency ?? Math.min(mostJobs(), jobsWithinLimits(all));
  refuseShortLimits(all, Math.min(concurrency, jobs.length));
  const progress = new JobProgress(jobs, options.onProgress);
  await using cleanup = new AsyncDisposableStack();
  requireTemporaryFolder();
  let turbo: ReturnType<typeof runTurbo> | undefined;
  const watch = cleanup.use(watchOver(jobs, () => turbo?.pid));
  const onMessage = (folder: string, message: JobMessage) => {
    watch.rests(folder);
    if ('ended' in message && message.full) halt.abort(fullDisk(message.full));
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
  signal.throwIfAborted();
  const run = async (force: boolean, only?: readonly string[]): Promise<string> => {
    const started = runTurbo({
      workspace,
      cacheDirectory: join(repository, '.grade', 'cache'),
      lifeline: lifeline.path,
      ...(folder !== undefined && { runFolder: folder }),
      concurrency,
      force,
      ...(only && { only }),
      ...(remote && { remote: remote.environment }),
      onLine(folder, line) {
        if (folder !== undefined && line.startsWith('cache miss')) watch.starts(folder);
        remote?.onLine(folder, line);
        progress.onLine(folder, line);
      },
    });
    turbo = started;
    lifeline.endWith(started.pid);
    const stop = () => {
      started.stop();
      void lifeline.close();
    };
    signal.addEventListener('abort', stop, { once: true });
    const ending = await started.ended;
    signal.removeEventListener('abort', stop);
    signal.throwIfAborted();
    return ending;
  };
  const listing = readCatalogs(locks, { repository, compileCache: compileCache(workspace), signal });
  listing.catch((error) => halt.abort(error));
  const ending = await run(options.force ?? false);
  const catalogs = await listing;
  const results = new Results(workspace);
  // Turbo verifies nothing of its own cache. What it gave back and is no result is found out anew.
  const isDamaged = (job: PlannedJob) => !progress.account(job.folder, ending).ran && !results.read(job);
  const damaged = ending.startsWith('exit code') ? jobs.filter(isDamaged) : [];
  for (const group of inGroups(damaged, FILTERS)) {
    const folders = group.map(({ folder }) => folder);
    for (const folder of folders) progress.again(folder);
    await run(true, folders);
  }
  if (damaged.some((job) => !results.read(job))) requireRoom(workspace);
  const account = (folder: string): JobAccount => {
    const found = progress.account(folder, ending);
    return { ...found, reason: watch.reason(folder) ?? found.reason };
  };
  const outcomes = new Map(jobs.flatMap((job) => results.outcomesOf(job, account(job.folder))));
  const served = remote && jobs.filter(({ folder }) => remote.served(folder) && !progress.account(folder, ending).ran);
  const ofRemote = served?.reduce((sum, { specs }) => sum + specs.size, 0);
  const held = cleanup.move();
  const counts = { remote: ofRemote, healed: damaged.length };
  return { ...catalogs, outcomes, ...counts, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

function watchOver(jobs: PlannedJob[], turbo: () => number | undefined): JobWatch {
  const seconds = jobs.map(({ folder, specs }) => {
    return [folder, [...specs.values()].map(({ topic }) => limitsOf(topic).jobSeconds)] as const;
  });
  return new JobWatch({ seconds: new Map(seconds), turbo });
}

const fullDisk = (message: string): Error => Object.assign(new Error(message), { code: 'ENOSPC' });

/** Turbo may fail, and say little, where nothing can be written. @throws the system's error then */
function requireRoom(workspace: string): void {
  const path = join(workspace, 'room');
  writeAtomically(path, ' '.repeat(65_536));
  rmSync(path);
}

const FILTERS = 1000; // So many jobs' names a command line has room for.

/** Results where turbo has put them. They are read when they are wanted, and only the last one is kept. */
class Results {
  readonly #jobs: string;
  #last: { job: PlannedJob; result: JobResult | undefined } | undefined;

  constructor(workspace: string) {
    this.#jobs = join(workspace, 'jobs');
  }

  /** `undefined` where there is no whole result of its present inputs. */
  read(job: PlannedJob): JobResult | undefined {
    if (this.#last?.job === job && this.#last.result) return this.#last.result;
    const result = readJobResult(join(this.#jobs, job.folder, 'result.json'), job.inputs);
    this.#last = { job, result };
    return result;
  }

  /** Those of its specs, by their ids. Without a result it is an error, whatever turbo said. */
  outcomesOf(job: PlannedJob, { ran, reason }: JobAccount): [string, KeptOutcome][] {
    const whole = this.read(job);
    const error = () => readJobError(join(this.#jobs, job.folder, 'error.json')) ?? reason;
    return [...job.specs].map(([submission, { id }]) => {
      if (!whole?.submissions[submission]) return [id, { state: 'error', reason: error() }];
      return [id, { state: 'done', cached: !ran, read: this.#reader(job, submission) }];
    });
  }

  /** Made here, where no result is at hand: a closure holds on to all that is. */
  #reader(job: PlannedJob, submission: string): () => TopicResult {
    return () => {
      const result = this.read(job);
      const found = result?.submissions[submission];
      if (!result || !found) throw new Error(`The result in ${join(this.#jobs, job.folder)} is gone. Grade again.`);
      return { topic: result.topic, isolation: result.isolation, ...found };
    };
  }
}
