import type { CheckDeclaration, Status } from '../../check/types.ts';
import type { KeptFailure } from '../../failure/kept-failure.ts';
import { say } from '../../failure/message.ts';
import type { TopicRun } from './topic-run.ts';

/** A topic in numbers. */
export interface Tally {
  score: number;
  points: number;
  /** How many checks have ended so. */
  counts: Record<Status, number>;
}

/** Counts the checks and the points of topics. */
export function tally(runs: readonly TopicRun[]): Tally {
  const sum: Tally = {
    score: 0,
    points: 0,
    counts: { passed: 0, failed: 0, todo: 0, skipped: 0, flaky: 0, error: 0 },
  };
  for (const { checks, outcomes } of runs) {
    for (const { id, points } of checks) {
      const status = outcomes[id]?.status ?? 'error';
      sum.counts[status] += 1;
      sum.points += points;
      if (status === 'passed') sum.score += points;
    }
  }
  return sum;
}

/** A check that went wrong, with what the student reads of it. */
export interface Failure {
  check: CheckDeclaration;
  failure: KeptFailure;
}

/** The checks of a topic that went wrong, in the order of the suite; what is only to do is no failure. */
export function failuresOf({ checks, outcomes }: TopicRun): Failure[] {
  return checks.flatMap((check) => {
    const { status = 'error', failure = { message: say('did-not-run') } } = outcomes[check.id] ?? {};
    return status === 'failed' || status === 'error' ? [{ check, failure }] : [];
  });
}
