import { tally } from '../../check/tally.ts';
import { textOf } from '../../failure/message.ts';
import type { CheckRecord, TopicRecord } from '../../record/record-file.ts';
import type { OpenGap } from '../../submission/open-gaps.ts';
import type {
  ChecksProgress,
  GapToFill,
  NextStep,
  QuizProgress,
  TopicFacts,
  TopicProgress,
} from './course-progress.ts';

export type SourceState = { digest: string; open: OpenGap[] };

/** @param sources by program */
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

interface Known {
  programs: readonly string[];
  missing: readonly string[];
  /** The results that are of the programs as they are now, in the order of the suites. */
  checks: readonly CheckRecord[];
}

/** A mistake in what is written comes before the next gap, which builds on it. `null`: nothing is left. */
function nextOfTopic(
  { id, gaps, changedSince, neverRun, quiz }: Omit<TopicProgress, 'next'>,
  { programs, missing, checks }: Known,
): NextStep | null {
  const [lost] = missing;
  if (lost !== undefined) return restore(id, lost);
  const wrong = checks.filter(({ status }) => status === 'failed' || status === 'flaky');
  const [gap] = gaps.open;
  const comesFirst = ({ program, gap: at = 0 }: CheckRecord) =>
    !gap || (program === gap.program ? at < gap.gap : programs.indexOf(program) < programs.indexOf(gap.program));
  const mistake = wrong.find(comesFirst);
  if (mistake) return mend(id, mistake);
  if (gap) return fill(id, gap);
  const unknown = [...new Set([...neverRun, ...changedSince])];
  if (unknown.length > 0) return run(id, unknown, neverRun);
  const [failed] = [...wrong, ...checks.filter(({ status }) => status !== 'passed')];
  if (failed) return mend(id, failed);
  if (quiz && quiz.faults.length > 0) return { ...ask(id), what: `mend the answers: ${quiz.faults[0]}` };
  const left = quiz ? quiz.questions - quiz.answered : 0;
  return left > 0
    ? { ...ask(id), what: `the quiz: ${left} of ${quiz?.questions} questions are not answered yet` }
    : null;
}

function fill(topic: string, { program, gap, words, file, line }: GapToFill): NextStep {
  const place = line === null ? {} : { file, line };
  return {
    kind: 'fill',
    what: `gap ${gap} of ${program}, "${words}"`,
    command: test(topic, program),
    topic,
    program,
    ...place,
  };
}

function mend(topic: string, { program, title, summary }: CheckRecord): NextStep {
  const what = `${program}: "${title}" does not pass yet${summary === undefined ? '' : `: ${textOf(summary)}`}`;
  return { kind: 'mend', what, command: test(topic, program), topic, program };
}

function run(topic: string, programs: readonly string[], never: readonly string[]): NextStep {
  const isNew = programs.every((name) => never.includes(name));
  const [again, why] = isNew ? ['', 'have never run here'] : [' again', 'are of before your last change'];
  const one = programs.length === 1 ? programs[0] : undefined;
  const what = `run the checks of ${programs.join(', ')}${again}: they ${why}`;
  return { kind: 'run', what, command: test(topic, one), topic };
}

function restore(topic: string, program: string): NextStep {
  const file = `packages/${topic}/src/${program}.ts`;
  return {
    kind: 'restore',
    what: `${file} is not there: bring it back`,
    command: `git checkout -- ${file}`,
    topic,
    program,
  };
}

const ask = (topic: string): Omit<NextStep, 'what'> => ({ kind: 'quiz', command: `pnpm quiz ${topic}`, topic });

function test(topic: string, program?: string): string {
  return `pnpm --filter ${topic} test${program === undefined ? '' : ` ${program}`}`;
}
