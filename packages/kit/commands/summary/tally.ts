import { ended, type Tally, tally } from '../../check/tally.ts';
import type { CheckDeclaration } from '../../check/types.ts';
import type { TopicRun } from './topic-run.ts';

/** What a table or a badge shows of topics. */
export function tallyOf(runs: readonly TopicRun[]): Tally {
  return tally(runs.flatMap(({ checks, outcomes }) => ended(checks, outcomes)));
}

/** A check that went wrong, with what the student reads of it. */
export interface Failure {
  check: CheckDeclaration;
  message: string;
}

/** The checks of a topic that went wrong, in the order of the suite; what is only to do is no failure. */
export function failuresOf({ checks, outcomes }: TopicRun): Failure[] {
  return checks.flatMap((check) => {
    const { status = 'error', message = '' } = outcomes[check.id] ?? {};
    return status === 'failed' || status === 'error' ? [{ check, message }] : [];
  });
}
