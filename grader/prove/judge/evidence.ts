import type { CheckDeclaration, Status } from '@socket-lab/kit/check/types';
import type { KeptFailure } from '@socket-lab/kit/failure/kept-failure';
import { textOf } from '@socket-lab/kit/failure/message';
import type { JobOutcome } from '../../jobs/run-jobs.ts';

export interface Evidence {
  /** The checks that its suites declare, in their order; or why they cannot be listed. */
  checks: CheckDeclaration[] | { fault: string };
  /** By the student of the artificial class: `solution`, `starter`, `mutant server-x`, `variant client-y`. */
  outcomes: Map<string, JobOutcome>;
  /** Each mutant met only the check that must catch it: what else catches it is not known. */
  isByName?: boolean;
}

/** How one check went for one student. `none`: it has no verdict. */
export interface Verdict {
  status: Status | 'none';
  failure: KeptFailure;
}

/** What a student's job says of a check. A job without a result is an `error` in each. */
export function verdictOf(outcome: JobOutcome | undefined, check: string): Verdict {
  if (!outcome) return { status: 'none', failure: { message: 'it was not graded' } };
  if (outcome.state === 'error') return { status: 'error', failure: { message: outcome.reason } };
  const found = outcome.result.checks[check];
  if (!found) return { status: 'none', failure: { message: 'the run gave it no verdict' } };
  return { status: found.status, failure: found.failure ?? { message: '' } };
}

/** `failed: The server closed too early`: without a full stop, for a sentence that goes on. */
export function inWords({ status, failure }: Verdict): string {
  const [first = ''] = textOf(failure.crash?.summary ?? failure.message)
    .trim()
    .split('\n', 1);
  return [status === 'none' ? 'not known' : status, first].filter(Boolean).join(': ').replace(/\.$/, '');
}
