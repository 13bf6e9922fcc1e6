import { type CliOptions, startVitest, type TestCase } from 'vitest/node';
import type { Subject } from '../check/subject.ts';
import type { CheckDeclaration, Outcome } from '../check/types.ts';
import { readStagedPrograms } from '../stage/stage-programs.ts';
import type { Topic } from '../topic/topic.ts';
import { declarationOf } from './declaration-of.ts';
import { vitestOptions } from './vitest-options.ts';

/** How far a student's program is kept from everything else (DESIGN §7). */
export type Isolation = 'bubblewrap' | 'node' | 'none';

export interface RunSuitesOptions {
  topic: Topic;
  /** `public`: tests/ only. `all`: tests/ and hidden/. */
  suites: 'public' | 'all';
  /** The folder with the student's programs as staged by `stagePrograms`. */
  stagedDirectory: string;
  isolation: Isolation;
  /** Only the checks of this program. */
  program?: string;
  /** Only the check with this title. */
  title?: string;
  /** Deadlines off, one check at a time, the program waits for a debugger. */
  debug?: boolean;
  /** Flags of vitest's own, by which the user overrides ours. */
  vitest?: CliOptions;
  /** The seed of all chance in this run; drawn when left out. */
  seed?: number;
  /** Called as each check ends, in the order of their ending. */
  onOutcome?(check: CheckDeclaration, outcome: Outcome): void;
}

export interface SuitesResult {
  /** In the order of the suites, public ones first. */
  checks: CheckDeclaration[];
  /** By check id. A check that did not run for a reason of the grader's is `error`. */
  outcomes: Record<string, Outcome>;
  /** Faults of the suites or of vitest that belong to no check: a suite that does not load … */
  errors: string[];
}

/** Runs a topic's suites on staged programs, in this process, by vitest. */
export async function runSuites(options: RunSuitesOptions): Promise<SuitesResult> {
  const { topic, suites, stagedDirectory, isolation, program, title, debug = false, seed = drawSeed() } = options;
  const subject: Subject = {
    topic,
    stagedDirectory,
    programs: await readStagedPrograms(stagedDirectory),
    isolation,
    ...(program !== undefined && { program }),
    ...(title !== undefined && { title }),
    debug,
    seed,
  };
  const result: SuitesResult = { checks: [], outcomes: Object.create(null), errors: [] };
  const reporter = {
    onTestCaseResult(testCase: TestCase) {
      const check = declarationOf(testCase);
      if (!check || isLeftOut(testCase)) return;
      const outcome = outcomeOf(testCase);
      result.outcomes[check.id] = outcome;
      options.onOutcome?.(check, outcome);
    },
  };
  const exitCode = process.exitCode;
  const vitest = await startVitest([], vitestOptions({ subject, suites, reporter, own: options.vitest ?? {} }));
  process.exitCode = exitCode; // vitest sets it when a check fails; here a failed check is a result
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const chosen = tests.filter((testCase) => !isLeftOut(testCase));
  result.checks = chosen.map(declarationOf).filter((check) => check !== undefined);
  result.errors = [
    ...modules.flatMap((module) => module.errors().map(({ message }) => `${module.relativeModuleId}: ${message}`)),
    ...vitest.state.getUnhandledErrors().map((error) => String((error as Error).stack ?? error)),
  ];
  await vitest.close();
  for (const { id } of result.checks)
    result.outcomes[id] ??= { status: 'error', message: 'It did not run.', durationMs: 0 };
  return result;
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
