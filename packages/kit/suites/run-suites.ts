import type { CliOptions } from 'vitest/node';
import type { CheckTarget } from '../check/target.ts';
import type { CheckDeclaration, Outcome } from '../check/types.ts';
import type { Isolation } from '../confine/level.ts';
import { loadMessages } from '../failure/load-messages.ts';
import type { StagedPrograms } from '../submission/stage-programs.ts';
import type { Topic } from '../topic/topic.ts';
import { type EndedTest, type OnOutcome, RunResults, type SuitesResult } from './run-results.ts';
import { isOfRunner, openSuites, runInThread } from './suites-thread.ts';

export type { SuitesResult } from './run-results.ts';

/** Whose programs the checks are about, and which of the checks. */
export interface StagedSubmission extends StagedPrograms {
  program?: string;
  /** Only the check with this id; what it needs holds it up no more. */
  check?: string;
}

interface RunOptions {
  topic: Topic;
  /** `public`: tests/ only. `all`: tests/ and hidden/. */
  suites: 'public' | 'all';
  isolation: Isolation;
  title?: string;
  /** Deadlines off, one check at a time, the program waits for a debugger. */
  debug?: boolean;
  /** Flags of vitest's own, by which the user overrides ours. */
  vitest?: CliOptions;
  /** The seed of all chance in this run, the same for every submission; drawn when left out. */
  seed?: number;
  /** Each outcome brings along all that the check saw; never for a job, whose result is to be small. */
  keepsRecording?: boolean;
  /** The ids of the checks whose failure brings the stronger hint, too; `all`: of every check. */
  strongerHints?: CheckTarget['strongerHints'];
}

export interface RunSuitesOptions extends RunOptions, StagedSubmission {
  onOutcome?(check: CheckDeclaration, outcome: Outcome): void;
}

export interface RunSuitesOnOptions extends RunOptions {
  submissions: ReadonlyMap<string, StagedSubmission>;
  onOutcome?: OnOutcome;
}

export async function runSuites(options: RunSuitesOptions): Promise<SuitesResult> {
  const results = await runSuitesOn({ ...options, submissions: new Map([['', options]]) });
  return results.get('') as SuitesResult;
}

/** Several submissions in one run, whose start is dear. What belongs to no check is an error of each. */
export async function runSuitesOn(options: RunSuitesOnOptions): Promise<Map<string, SuitesResult>> {
  const { topic, suites, seed = drawSeed(), vitest: flags = {} } = options;
  const targets = targetsOf({ ...options, seed });
  const results = new RunResults(
    targets.map(({ name }) => name),
    seed,
    options.onOutcome,
  );
  const onEnded = (test: EndedTest) => results.add(test);
  const own = { ...(options.debug && { maxConcurrency: 1 }), ...flags };
  const run = isOfRunner(own) ? runInThread : (await import('./run-in-vitest.ts')).runInVitest;
  const { modules, unhandledErrors } = await run({ topic, suites, targets, own, onEnded });
  await loadMessages(topic);
  return results.finish(modules, unhandledErrors);
}

export function targetsOf(
  options: Omit<RunSuitesOnOptions, 'suites' | 'vitest' | 'onOutcome'> & { seed: number },
): CheckTarget[] {
  const { topic, isolation, title, debug = false, seed, strongerHints, keepsRecording } = options;
  return [...options.submissions].map(([name, { stagedDirectory, programs, program, check }]) => ({
    ...{ name, topic, stagedDirectory, programs, isolation, program, check, title, debug, seed },
    ...{ strongerHints, keepsRecording },
  }));
}

export const drawSeed = (): number => Math.floor(Math.random() * 2 ** 31);

/** Public ones first; runs none. @throws Error when a suite does not load. */
export async function listChecks(topic: Topic, suites: 'public' | 'all' = 'all'): Promise<CheckDeclaration[]> {
  const target: CheckTarget = { name: '', topic, programs: [], isolation: 'none', debug: false, seed: 0 };
  await using thread = openSuites(topic, { suites, method: 'collect' });
  const { modules, unhandledErrors } = await thread.run([target]);
  const [error] = [...modules.flatMap(({ errors }) => errors), ...unhandledErrors];
  if (error !== undefined) throw new Error(`The suites of ${topic.id} do not load: ${error}`);
  return modules.flatMap(({ tests }) => tests.flatMap(({ meta }) => meta.check ?? []));
}
