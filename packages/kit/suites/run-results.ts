import type { TaskMeta } from 'vitest';
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

/** A test of a suite, as far as it has come. */
export interface EndedTest {
  meta: TaskMeta;
  /** By vitest's `-t`. It calls such a test "skipped"; a check that another one holds up is not skipped to vitest. */
  isLeftOut: boolean;
  errors: string[];
}

export interface EndedModule {
  /** The suite's path from its topic. */
  name: string;
  /** Why it did not load. */
  errors: string[];
  tests: EndedTest[];
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

  add(test: EndedTest): void {
    const { check, target = '' } = test.meta;
    const result = this.#results.get(target);
    if (!check || !result || test.isLeftOut) return;
    const outcome = outcomeOf(test);
    result.outcomes[check.id] = outcome;
    this.#onOutcome?.(check, outcome, target);
  }

  /** The results by target, once the run is over. What belongs to no check is among the errors of each. */
  finish(modules: readonly EndedModule[], unhandledErrors: readonly string[]): Map<string, SuitesResult> {
    const errors = [
      ...modules.flatMap(({ name, errors }) => errors.map((message) => `${name}: ${message}`)),
      ...unhandledErrors,
    ];
    const tests = modules.flatMap((module) => module.tests).filter(({ isLeftOut }) => !isLeftOut);
    const chosen = Map.groupBy(tests, ({ meta }) => meta.target ?? '');
    for (const [name, result] of this.#results) {
      result.errors = errors;
      result.checks = (chosen.get(name) ?? []).flatMap(({ meta }) => meta.check ?? []);
      for (const { id } of result.checks)
        result.outcomes[id] ??= { status: 'error', failure: { message: say('did-not-run') }, durationMs: 0 };
    }
    return this.#results;
  }
}

function outcomeOf({ meta, errors }: EndedTest): Outcome {
  const failure = { message: errors.join('\n') || say('did-not-run') };
  return meta.outcome ?? { status: 'error', failure, durationMs: 0 };
}
