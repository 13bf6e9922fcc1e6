import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { columns } from '../../text/visible-text.ts';
import type { ChecksProgress, CourseProgress, ExperimentsProgress, TopicProgress } from './course-progress.ts';
import { nextOfCourse } from './read-progress.ts';
import { ago, renderProgress } from './render-progress.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const RAN: ChecksProgress = {
  score: 3,
  points: 19,
  passed: 1,
  failed: 0,
  todo: 1,
  skipped: 5,
  lastRun: '2026-11-23T11:55:00Z',
};
const NEW: TopicProgress = {
  id: 'socket-server',
  title: 'Socket server',
  gaps: { filled: 0, total: 26, open: [] },
  checks: null,
  changedSince: [],
  neverRun: ['01-bind'],
  quiz: null,
  next: null,
};
const COURSE: CourseProgress = {
  schemaVersion: 1,
  topics: [
    NEW,
    { ...NEW, id: 'pair', checks: RAN, neverRun: [], quiz: { questions: 8, answered: 4, faults: [] } },
    { ...NEW, id: 'half', checks: RAN, neverRun: ['client'] },
    { ...NEW, id: 'changed', checks: { ...RAN, score: 19 }, neverRun: ['client'], changedSince: ['server'] },
  ],
  experiments: { total: 9, predicted: 3, run: 2, explained: 1, next: 2, fault: null },
  next: {
    kind: 'fill',
    what: 'gap 4 of server, "echo"',
    command: 'pnpm --filter pair test server',
    file: 'packages/pair/src/server.ts',
    line: 41,
  },
};

const shown = (course: CourseProgress, width: number) => stripVTControlCharacters(renderProgress(course, width, NOW));

test('a table, the experiments, and what is next', () => {
  expect(shown(COURSE, 80)).toBe(`topic              gaps    points    quiz  last run
socket-server   0 of 26         -       -  never
pair            0 of 26   3 of 19  4 of 8  5 minutes ago
half            0 of 26   3 of 19       -  5 minutes ago, in part
changed         0 of 26  19 of 19       -  before your last change
all            0 of 104  25 of 57  4 of 8

Points: of the public checks that have run. The quiz and the checks of your
instructor count, too.
Experiments: of 9 predicted 3, run 2, explained 1.

Next: gap 4 of server, "echo": packages/pair/src/server.ts:41
  pnpm --filter pair test server`);
});

test.each([20, 40, 64, 80])('on %i columns no line is longer', (width) => {
  const commands = [COURSE.next?.command, 'packages/pair/src/server.ts:41'];
  const lines = shown(COURSE, width)
    .split('\n')
    .filter((line) => !commands.includes(line.trim()));
  expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(width);
});

test('where the table does not fit, a line for each topic', () => {
  expect(shown(COURSE, 60)).toContain(
    'pair\n  gaps 0 of 26, points 3 of 19, quiz 4 of 8, last run 5\n  minutes ago\nhalf\n',
  );
});

test('what is wrong with the files is told; nothing left', () => {
  const fault = 'packages/pair/answers.yaml:2: there is no question "x".';
  const [first = NEW] = COURSE.topics;
  const text = shown(
    {
      ...COURSE,
      topics: [{ ...first, quiz: { questions: 8, answered: 8, faults: [fault] } }],
      experiments: { ...COURSE.experiments, fault: 'experiments.yaml:1: it is no list.' },
      next: null,
    },
    80,
  );
  expect(text).toContain(`\n\n${fault}\n\nNothing is left. "pnpm ready" says whether all of it would be taken.`);
  expect(text).toContain('\nExperiments: experiments.yaml:1: it is no list.\n');
});

test.each([
  ['2026-11-23T11:59:01Z', 'just now'],
  ['2026-11-23T12:30:00Z', 'just now'],
  ['2026-11-23T11:59:00Z', '1 minute ago'],
  ['2026-11-23T10:00:01Z', '1 hour ago'],
  ['2026-11-22T12:00:00Z', '1 day ago'],
  ['2026-09-14T12:00:00Z', '70 days ago'],
])('%s is %s', (then, words) => {
  expect(ago(then, NOW)).toBe(words);
});

const NO_EXPERIMENT: ExperimentsProgress = { total: 9, predicted: 9, run: 9, explained: 9, next: null, fault: null };
const CHECKS: ChecksProgress = { score: 0, points: 9, passed: 0, failed: 0, todo: 1, skipped: 0, lastRun: '' };

function topic(id: string, filled: number, lastRun?: string, more: Partial<TopicProgress> = {}): TopicProgress {
  return {
    id,
    title: id,
    gaps: { filled, total: 9, open: [] },
    checks: lastRun === undefined ? null : { ...CHECKS, lastRun },
    changedSince: [],
    neverRun: [],
    quiz: { questions: 5, answered: 0, faults: [] },
    next: { kind: 'fill', what: id, command: '' },
    ...more,
  };
}

test.each<[what: string, topics: TopicProgress[], next: string | undefined]>([
  ['the first, when nothing is begun', [topic('a', 0), topic('b', 0, '2026-11-23')], 'a'],
  ['what is begun', [topic('a', 0), topic('b', 1), topic('c', 0)], 'b'],
  [
    'what is begun with the quiz',
    [topic('a', 0), topic('b', 0, undefined, { quiz: { questions: 5, answered: 1, faults: [] } })],
    'b',
  ],
  ['where somebody was last', [topic('a', 1), topic('b', 1, '2026-11-21'), topic('c', 9, '2026-11-23')], 'c'],
  ['no topic that is done', [topic('a', 9, '2026-11-23', { next: null }), topic('b', 0)], 'b'],
  ['nothing', [topic('a', 9, '2026-11-23', { next: null })], undefined],
])('next is %s', (_, topics, next) => {
  expect(nextOfCourse({ topics, experiments: NO_EXPERIMENT })?.what).toBe(next);
});

test('then the experiments', () => {
  const experiments = { ...NO_EXPERIMENT, next: 4 };
  expect(nextOfCourse({ topics: [], experiments })).toEqual({
    kind: 'experiment',
    what: 'experiment 4 of 9: predict, run, explain',
    command: 'pnpm experiment 4',
  });
  const fault = 'experiments.yaml:1: it is no list. Mend it first; nothing in it was changed.';
  expect(nextOfCourse({ topics: [], experiments: { ...experiments, fault } })?.what).toBe(fault);
});
