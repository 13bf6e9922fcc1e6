import type { CheckDeclaration, Outcome } from '../check/types.ts';
import type { SuitesResult } from '../suites/run-suites.ts';
import type { Topic } from '../topic/topic.ts';
import { type CheckRecord, readRecord, sourceDigest, type TopicRecord, writeRecord } from './record-file.ts';

export interface RunToRecord extends Pick<SuitesResult, 'checks' | 'outcomes' | 'seed'> {
  topic: Topic;
  /** All public checks of the topic ran: what else the record holds is of checks that are no more. */
  isWhole: boolean;
  at?: Date;
}

/** Notes down what a run of a topic's public suite found out. A check that ended in `error` keeps what was known of it. */
export function recordRun(run: RunToRecord): void {
  const { topic } = run;
  const programs = new Set(run.checks.map(({ program }) => program));
  const sources = new Map([...programs].map((program) => [program, sourceDigest(topic, program)]));
  writeRecord(topic, withRun(readRecord(topic), run, sources));
}

/** @param sources the digests of the programs as they ran */
function withRun(
  known: TopicRecord,
  { checks, outcomes, seed, isWhole, at = new Date() }: Omit<RunToRecord, 'topic'>,
  sources: ReadonlyMap<string, string>,
): TopicRecord {
  const now = checks.flatMap((check) => {
    const outcome = outcomes[check.id];
    const before = known.checks[check.id];
    if (!outcome || outcome.status === 'error') return before ? [[check.id, before] as const] : [];
    const run = { at: at.toISOString(), seed, source: sources.get(check.program) ?? '' };
    return [[check.id, { ...recordOf(check, outcome, before), ...run }] as const];
  });
  const kept = isWhole ? [] : Object.entries(known.checks);
  return { schemaVersion: 2, checks: Object.fromEntries([...kept, ...now]) };
}

function recordOf(
  { title, program, gap, points }: CheckDeclaration,
  { status, failure, launches }: Outcome,
  before: CheckRecord | undefined,
): Omit<CheckRecord, 'at' | 'seed' | 'source'> {
  const summary = failure && (failure.crash?.summary ?? failure.message);
  const inARow = before?.failedInARow ?? 0;
  return {
    title,
    program,
    ...(gap !== undefined && { gap }),
    points,
    status,
    ...(summary !== undefined && { summary }),
    // One that was not launched, since it does not compile, has not failed in what the check is about.
    failedInARow: status === 'failed' ? inARow + (launches === undefined ? 0 : 1) : 0,
  };
}
