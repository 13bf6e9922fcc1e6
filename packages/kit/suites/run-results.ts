import type { TestCase, TestModule } from 'vitest/node';
import type { CheckDeclaration, Outcome } from '../check/types.ts';
import { say } from '../failure/message.ts';

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

/** Called as each check of a submission ends, in the order of their ending. */
export type OnOutcome = (check: CheckDeclaration, outcome: Outcome, submission: string) => void;

/** Gathers what one run of vitest finds out of its targets. */
export class RunResults {
  readonly #results: Map<string, SuitesResult>;
  readonly #onOutcome: OnOutcome | undefined;

  /** @param targets their names */
  constructor(targets: readonly string[], seed: number, onOutcome?: OnOutcome) {
    this.#results = new Map(
      targets.map((name) => [name, { checks: [], outcomes: Object.create(null), errors: [], seed }]),
    );
    this.#onOutcome = onOutcome;
  }

  /** For `onTestCaseResult` of a reporter. */
  add(testCase: TestCase): void {
    const { check, target = '' } = testCase.meta();
    const result = this.#results.get(target);
    if (!check || !result || isLeftOut(testCase)) return;
    const outcome = outcomeOf(testCase);
    result.outcomes[check.id] = outcome;
    this.#onOutcome?.(check, outcome, target);
  }

  /** The results by target, once the run is over. What belongs to no check is among the errors of each. */
  finish(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): Map<string, SuitesResult> {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const errors = [
      ...modules.flatMap((module) => module.errors().map(({ message }) => `${module.relativeModuleId}: ${message}`)),
      ...unhandledErrors.map((error) => String((error as Error).stack ?? error)),
    ];
    const chosen = Map.groupBy(
      tests.filter((testCase) => !isLeftOut(testCase)),
      (testCase) => testCase.meta().target ?? '',
    );
    for (const [name, result] of this.#results) {
      result.errors = errors;
      result.checks = (chosen.get(name) ?? [])
        .map((testCase) => testCase.meta().check)
        .filter((check) => check !== undefined);
      for (const { id } of result.checks)
        result.outcomes[id] ??= { status: 'error', failure: { message: say('did-not-run') }, durationMs: 0 };
    }
    return this.#results;
  }
}

/** By vitest's `-t`. It calls such a test "skipped"; a check that another one holds up is not skipped to vitest. */
const isLeftOut = (testCase: TestCase): boolean => testCase.result().state === 'skipped';

function outcomeOf(testCase: TestCase): Outcome {
  const { outcome } = testCase.meta();
  if (outcome) return outcome;
  const { errors = [] } = testCase.result();
  return {
    status: 'error',
    failure: { message: errors.map(({ message }) => message).join('\n') || say('did-not-run') },
    durationMs: 0,
  };
}
