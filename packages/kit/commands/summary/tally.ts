import { ended, type Tally, tally } from '../../check/tally.ts';
import type { CheckDeclaration } from '../../check/types.ts';
import type { KeptFailure } from '../../failure/kept-failure.ts';
import { say } from '../../failure/message.ts';
import type { TopicRun } from './topic-run.ts';

/** What a table or a badge shows of topics. */
export function tallyOf(runs: readonly TopicRun[]): Tally {
  return tally(runs.flatMap(({ checks, outcomes }) => ended(checks, outcomes)));
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
