import { styleText } from 'node:util';
import { columns } from '../../text/visible-text.ts';
import { wrap, wrapBehind } from '../../text/wrap.ts';
import type { CourseProgress, ExperimentsProgress, NextStep, TopicProgress } from './course-progress.ts';

export function renderProgress({ topics, experiments, next }: CourseProgress, width: number, now: Date): string {
  const faults = topics.flatMap(({ quiz }) => quiz?.faults ?? []);
  const sections = [
    table(topics, width, now),
    [...wrap(POINTS, width), ...wrap(experimentsInWords(experiments), width)].join('\n'),
    faults.flatMap((fault) => wrap(fault, width)).join('\n'),
    nextInWords(next, width),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

const POINTS = 'Points: of the public checks that have run. The quiz and the checks of your instructor count, too.';
const HEAD = ['topic', 'gaps', 'points', 'quiz', 'last run'];
const GAP = 2;

function table(topics: readonly TopicProgress[], width: number, now: Date): string {
  const rows = topics.map((topic) => [topic.id, ...numbers([topic]), lastRun(topic, now)]);
  const all = [HEAD, ...rows, ['all', ...numbers(topics), '']];
  const widths = HEAD.map((_, index) => Math.max(...all.map((row) => columns(row[index] ?? ''))));
  if (widths.reduce((sum, each) => sum + each + GAP, -GAP) > width) return asList(all, width);
  const [head = '', ...lines] = all.map((row) =>
    row
      .map((cell, index) => (isNumber(index) ? padStart(cell, widths[index] ?? 0) : padEnd(cell, widths[index] ?? 0)))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
  return [styleText('bold', head), ...lines].join('\n');
}

function numbers(topics: readonly TopicProgress[]): string[] {
  const of = (parts: readonly (readonly [number, number])[]) =>
    parts.length === 0 ? '-' : `${sum(parts.map(([a]) => a))} of ${sum(parts.map(([, b]) => b))}`;
  return [
    of(topics.map(({ gaps }) => [gaps.filled, gaps.total])),
    of(topics.flatMap(({ checks }) => (checks ? [[checks.score, checks.points] as const] : []))),
    of(topics.flatMap(({ quiz }) => (quiz ? [[quiz.answered, quiz.questions] as const] : []))),
  ];
}

function lastRun({ checks, changedSince, neverRun }: TopicProgress, now: Date): string {
  if (!checks) return 'never';
  if (changedSince.length > 0) return 'before your last change';
  return neverRun.length > 0 ? `${ago(checks.lastRun, now)}, in part` : ago(checks.lastRun, now);
}

function asList([head = [], ...rows]: readonly string[][], width: number): string {
  return rows
    .map(([topic = '', ...cells]) => {
      const parts = cells.map((cell, index) => (cell === '' ? '' : `${head[index + 1]} ${cell}`)).filter(Boolean);
      return [styleText('bold', topic), ...wrap(`  ${parts.join(', ')}`, width)].join('\n');
    })
    .join('\n');
}

function experimentsInWords({ total, predicted, run, explained, fault }: ExperimentsProgress): string {
  if (fault !== null) return `Experiments: ${fault}`;
  return `Experiments: of ${total} predicted ${predicted}, run ${run}, explained ${explained}.`;
}

function nextInWords(next: NextStep | null, width: number): string {
  if (!next) return wrap('Nothing is left. "pnpm ready" says whether all of it would be taken.', width).join('\n');
  const { what, file, line, command } = next;
  const place = file === undefined ? '' : `: ${file}:${line}`;
  return [...wrapBehind('Next: ', `${what}${place}`, width), `  ${styleText('bold', command)}`].join('\n');
}

const isNumber = (column: number): boolean => column > 0 && column < HEAD.length - 1;
const padStart = (text: string, width: number): string => ' '.repeat(width - columns(text)) + text;
const padEnd = (text: string, width: number): string => text + ' '.repeat(width - columns(text));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const MINUTE = 60_000; // ms
const UNITS: readonly (readonly [ms: number, one: string, many: string])[] = [
  [24 * 60 * MINUTE, 'day', 'days'],
  [60 * MINUTE, 'hour', 'hours'],
  [MINUTE, 'minute', 'minutes'],
];

/** How long ago something was, for people: `just now`, `5 minutes ago`, `3 days ago`. */
export function ago(then: string, now: Date): string {
  const passed = now.getTime() - Date.parse(then);
  const unit = UNITS.find(([ms]) => passed >= ms);
  if (!unit) return 'just now'; // or a clock that was put back
  const [ms, one, many] = unit;
  const number = Math.floor(passed / ms);
  return `${number} ${number === 1 ? one : many} ago`;
}
