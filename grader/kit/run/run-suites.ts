import { type CliOptions, startVitest, type TestCase } from 'vitest/node';
import type { Subject } from '../check/subject.ts';
import type { CheckDeclaration, Outcome } from '../check/types.ts';
import { readStagedPrograms } from '../stage/stage-programs.ts';
import type { Topic } from '../topic/topic.ts';
import { declarationOf } from './declaration-of.ts';
import { vitestOptions } from './vitest-options.ts';

/** How far a student's program is kept from everything else (DESIGN §7). */
export type Isolation = 'bubblewrap' | 'node' | 'none';

/** Whose programs the checks are about, and which of the checks. */
export interface StagedSubmission {
  /** The folder with the student's programs as staged by `stagePrograms`. */
  stagedDirectory: string;
  /** Only the checks of this program. */
  program?: string;
  /** Only the check with this id; what it needs holds it up no more. */
  check?: string;
}

interface RunOptions {
  topic: Topic;
  /** `public`: tests/ only. `all`: tests/ and hidden/. */
  suites: 'public' | 'all';
  isolation: Isolation;
  /** Only the check with this title. */
  title?: string;
  /** Deadlines off, one check at a time, the program waits for a debugger. */
  debug?: boolean;
  /** Flags of vitest's own, by which the user overrides ours. */
  vitest?: CliOptions;
  /** The seed of all chance in this run, the same for every submission; drawn when left out. */
  seed?: number;
  /** The ids of the checks whose failure brings the stronger hint, too; `all`: of every check. */
  strongerHints?: Subject['strongerHints'];
  /** How failures are laid out; for a report when left out. */
  report?: Subject['report'];
}

export interface RunSuitesOptions extends RunOptions, StagedSubmission {
  /** Called as each check ends, in the order of their ending. */
  onOutcome?(check: CheckDeclaration, outcome: Outcome): void;
}

export interface RunSuitesOnOptions extends RunOptions {
  /** By any name. */
  submissions: ReadonlyMap<string, StagedSubmission>;
  /** Called as each check of a submission ends, in the order of their ending. */
  onOutcome?(check: CheckDeclaration, outcome: Outcome, submission: string): void;
}

export interface SuitesResult {
  /** In the order of the suites, public ones first. */
  checks: CheckDeclaration[];
  /** By check id. A check that did not run for a reason of the grader's is `error`. */
  outcomes: Record<string, Outcome>;
  /** Faults of the suites or of vitest that belong to no check: a suite that does not load … */
  errors: string[];
  /** The seed of all chance in the run. */
  seed: number;
}

/** Runs a topic's suites on staged programs, in this process, by vitest. */
export async function runSuites(options: RunSuitesOptions): Promise<SuitesResult> {
  const results = await runSuitesOn({ ...options, submissions: new Map([['', options]]) });
  return results.get('') as SuitesResult;
}

/**
 * The same on several submissions at once, in one run of vitest: getting it ready costs as much as the checks of a small
 * program. What belongs to no check is among the errors of each.
 */
export async function runSuitesOn(options: RunSuitesOnOptions): Promise<Map<string, SuitesResult>> {
  const { topic, suites, seed = drawSeed() } = options;
  const subjects = await subjectsOf({ ...options, seed });
  const results = new Map(subjects.map(({ name }) => [name, emptyResult(seed)]));
  const reporter = {
    onTestCaseResult(testCase: TestCase) {
      const check = declarationOf(testCase);
      const { subject = '' } = testCase.meta();
      const result = results.get(subject);
      if (!check || !result || isLeftOut(testCase)) return;
      const outcome = outcomeOf(testCase);
      result.outcomes[check.id] = outcome;
      options.onOutcome?.(check, outcome, subject);
    },
  };
  const exitCode = process.exitCode;
  const vitest = await startVitest([], vitestOptions({ topic, subjects, suites, reporter, own: options.vitest ?? {} }));
  process.exitCode = exitCode; // vitest sets it when a check fails; here a failed check is a result
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const errors = [
    ...modules.flatMap((module) => module.errors().map(({ message }) => `${module.relativeModuleId}: ${message}`)),
    ...vitest.state.getUnhandledErrors().map((error) => String((error as Error).stack ?? error)),
  ];
  await vitest.close();
  const chosen = Map.groupBy(
    tests.filter((testCase) => !isLeftOut(testCase)),
    (testCase) => testCase.meta().subject ?? '',
  );
  for (const [name, result] of results) {
    result.errors = errors;
    result.checks = (chosen.get(name) ?? []).map(declarationOf).filter((check) => check !== undefined);
    for (const { id } of result.checks)
      result.outcomes[id] ??= { status: 'error', message: 'It did not run.', durationMs: 0 };
  }
  return results;
}

function emptyResult(seed: number): SuitesResult {
  return { checks: [], outcomes: Object.create(null), errors: [], seed };
}

function subjectsOf(options: RunSuitesOnOptions & { seed: number }): Promise<Subject[]> {
  const { topic, isolation, title, debug = false, seed, strongerHints, report } = options;
  return Promise.all(
    [...options.submissions].map(async ([name, { stagedDirectory, program, check }]) => ({
      name,
      topic,
      stagedDirectory,
      programs: await readStagedPrograms(stagedDirectory),
      isolation,
      ...(program !== undefined && { program }),
      ...(check !== undefined && { check }),
      ...(title !== undefined && { title }),
      debug,
      seed,
      ...(strongerHints !== undefined && { strongerHints }),
      ...(report !== undefined && { report }),
    })),
  );
}

/** By vitest's `-t`. It calls such a test "skipped"; a check that another one holds up is not skipped to vitest. */
function isLeftOut(testCase: TestCase): boolean {
  return testCase.result().state === 'skipped';
}

function outcomeOf(testCase: TestCase): Outcome {
  const { outcome } = testCase.meta();
  if (outcome) return outcome;
  const { errors = [] } = testCase.result();
  return {
    status: 'error',
    message: errors.map(({ message }) => message).join('\n') || 'It did not run.',
    durationMs: 0,
  };
}

function drawSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
