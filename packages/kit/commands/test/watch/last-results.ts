import type { CheckDeclaration, Outcome } from '../../../check/types.ts';
import type { StagedProgram } from '../../../submission/stage-programs.ts';
import type { SuitesResult } from '../../../suites/run-results.ts';

/** What is known of the checks: those of the last run, and of the other programs what runs before have found. */
export interface LastResults {
  /** By program in the topic's order, each in the order of its suite. */
  checks: readonly CheckDeclaration[];
  outcomes: Record<string, Outcome>;
  fresh: ReadonlySet<string>;
  /** Those that cannot be run at all: they do not compile, or take a shortcut. */
  stopped: ReadonlySet<string>;
  errors: readonly string[];
}

export const NOTHING_YET: LastResults = { checks: [], outcomes: {}, fresh: new Set(), stopped: new Set(), errors: [] };
type Results = ReadonlyMap<string, SuitesResult>;
type Staged = readonly StagedProgram[];

/** @param results by program @param order the names of the topic's programs */
export function withResults(
  before: LastResults,
  results: Results,
  staged: Staged,
  order: readonly string[],
): LastResults {
  const known = [...before.checks.filter(({ program }) => !results.has(program)), ...allOf(results, 'checks')];
  const stopped = staged.filter(({ state }) => state === 'broken' || state === 'refused').map(({ name }) => name);
  return {
    checks: order.flatMap((name) => known.filter(({ program }) => program === name)),
    outcomes: Object.assign({ ...before.outcomes }, ...[...results.values()].map(({ outcomes }) => outcomes)),
    fresh: new Set(results.keys()),
    stopped: new Set(stopped),
    errors: [...new Set(allOf(results, 'errors'))],
  };
}

export function freshFirst({ checks, fresh }: LastResults): CheckDeclaration[] {
  return [true, false].flatMap((isFresh) => checks.filter(({ program }) => fresh.has(program) === isFresh));
}

function allOf<Key extends 'checks' | 'errors'>(results: Results, key: Key): SuitesResult[Key][number][] {
  return [...results.values()].flatMap((result) => result[key] as SuitesResult[Key][number][]);
}
