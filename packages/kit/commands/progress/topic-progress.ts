import { tally } from '../../check/tally.ts';
import type { CheckRecord, TopicRecord } from '../../record/topic-record.ts';
import type { OpenGap } from '../../submission/open-gaps.ts';
import type { TopicFacts } from './course-facts.ts';
import type { ChecksProgress, GapToFill, QuizProgress, TopicProgress } from './course-progress.ts';
import { nextOfTopic } from './next-of-topic.ts';

/** A program as it stands in the student's folder; without one there is no file. */
export interface SourceState {
  /** Its `sourceDigest`. */
  digest: string;
  open: OpenGap[];
}

/**
 * How a topic stands.
 * @param sources by program
 */
export function topicProgress(
  id: string,
  { title, programs, quiz }: Pick<TopicFacts, 'title' | 'programs'> & { quiz: QuizProgress | null },
  sources: ReadonlyMap<string, SourceState>,
  record: TopicRecord,
): TopicProgress {
  const names = Object.keys(programs);
  const checks = Object.values(record.checks).filter(({ program }) => names.includes(program));
  const open = names.flatMap((program) => gapsToFill(id, program, programs[program] ?? {}, sources.get(program)));
  const total = Object.values(programs).reduce((sum, gaps) => sum + Object.keys(gaps).length, 0);
  const isOld = ({ program, source }: CheckRecord) => source !== (sources.get(program)?.digest ?? '');
  const progress: Omit<TopicProgress, 'next'> = {
    id,
    title,
    gaps: { filled: total - open.length, total, open },
    checks: checks.length > 0 ? summed(checks) : null,
    changedSince: names.filter((name) => checks.some((check) => check.program === name && isOld(check))),
    neverRun: names.filter((name) => checks.every(({ program }) => program !== name)),
    quiz,
  };
  const missing = names.filter((name) => !sources.has(name));
  const ofNow = checks.filter((check) => !isOld(check));
  return { ...progress, next: nextOfTopic(progress, { programs: names, missing, checks: ofNow }) };
}

/** A program that is not there has all its gaps open. A call of `todo` with a number that no gap has is none. */
function gapsToFill(
  topic: string,
  program: string,
  words: Record<number, string>,
  source: SourceState | undefined,
): GapToFill[] {
  const lines = new Map((source?.open ?? []).toReversed().map(({ gap, line }) => [gap, line])); // the first call of each
  return Object.entries(words).flatMap(([number, text]) => {
    const gap = Number(number);
    if (source && !lines.has(gap)) return [];
    return [{ program, gap, words: text, file: `packages/${topic}/src/${program}.ts`, line: lines.get(gap) ?? null }];
  });
}

function summed(checks: readonly CheckRecord[]): ChecksProgress {
  const { score, points, counts, wrong } = tally(checks);
  const { passed, todo, skipped } = counts;
  const lastRun = checks.map(({ at }) => at).sort();
  return { score, points, passed, failed: wrong, todo, skipped, lastRun: lastRun.at(-1) ?? '' };
}
