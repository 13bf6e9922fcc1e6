import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Status } from '../../check/types.ts';
import type { CheckRecord, TopicRecord } from '../../record/record-file.ts';
import { columns } from '../../text/visible-text.ts';
import type { ChecksProgress, CourseProgress, ExperimentsProgress, TopicProgress } from './course-progress.ts';
import { nextOfCourse } from './read-progress.ts';
import { ago, renderProgress } from './render-progress.ts';
import { type SourceState, topicProgress } from './topic-progress.ts';

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
])('%s is %s', (then, words) => expect(ago(then, NOW)).toBe(words));

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
])('next is %s', (_, topics, next) => expect(nextOfCourse({ topics, experiments: NO_EXPERIMENT })?.what).toBe(next));

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

const FACTS = {
  title: 'A pair',
  programs: { server: { 1: 'create', 2: 'bind', 3: 'reply' }, client: { 1: 'create' } },
  quiz: { questions: 5, answered: 5, faults: [] },
};

function sources(open: Record<string, number[] | undefined>): Map<string, SourceState> {
  return new Map(
    Object.entries(open).flatMap(([name, gaps]): [string, SourceState][] =>
      gaps ? [[name, { digest: `${name} now`, open: gaps.map((gap) => ({ gap, line: 10 * gap })) }]] : [],
    ),
  );
}

type Ran = [check: string, status: Status, more?: Partial<CheckRecord>];

function record(...ran: Ran[]): TopicRecord {
  const checks = ran.map(([id, status, more], index): [string, CheckRecord] => {
    const [program = '', title = ''] = id.split('/');
    const at = `2026-11-23T10:0${index}:00.000Z`;
    return [id, { title, program, points: 5, status, at, seed: 1, source: `${program} now`, failedInARow: 0, ...more }];
  });
  return { schemaVersion: 2, checks: Object.fromEntries(checks) };
}

const NONE = record();
const ALL_DONE = sources({ server: [], client: [] });
const PASSED: Ran[] = [
  ['server/starts', 'passed'],
  ['client/starts', 'passed'],
];

test('a topic of which nothing was ever run', () => {
  expect(topicProgress('pair', FACTS, sources({ server: [2, 3], client: [] }), NONE)).toEqual({
    id: 'pair',
    title: 'A pair',
    gaps: {
      filled: 2,
      total: 4,
      open: [
        { program: 'server', gap: 2, words: 'bind', file: 'packages/pair/src/server.ts', line: 20 },
        { program: 'server', gap: 3, words: 'reply', file: 'packages/pair/src/server.ts', line: 30 },
      ],
    },
    checks: null,
    changedSince: [],
    neverRun: ['server', 'client'],
    quiz: { questions: 5, answered: 5, faults: [] },
    next: {
      kind: 'fill',
      what: 'gap 2 of server, "bind"',
      command: 'pnpm --filter pair test server',
      topic: 'pair',
      program: 'server',
      file: 'packages/pair/src/server.ts',
      line: 20,
    },
  });
});

test('what the last runs found out', () => {
  const { checks, changedSince, neverRun } = topicProgress(
    'pair',
    FACTS,
    ALL_DONE,
    record(
      ['server/starts', 'passed', { source: 'server before' }],
      ['server/replies', 'failed'],
      ['server/ends', 'skipped'],
      ['server/stays', 'todo'],
      ['gone/starts', 'passed'],
    ),
  );
  expect(checks).toEqual({
    score: 5,
    points: 20,
    passed: 1,
    failed: 1,
    todo: 1,
    skipped: 1,
    lastRun: '2026-11-23T10:03:00.000Z',
  });
  expect({ changedSince, neverRun }).toEqual({ changedSince: ['server'], neverRun: ['client'] });
});

test('a gap that is called twice is one; a number that no gap has is none; of a file that is not there all are open', () => {
  const twice = sources({ server: [3, 3, 7] });
  const { gaps } = topicProgress('pair', FACTS, twice, NONE);
  expect(gaps.open.map(({ program, gap, line }) => [program, gap, line])).toEqual([
    ['server', 3, 30],
    ['client', 1, null],
  ]);
});

test.each<[what: string, sources: Map<string, SourceState>, ran: Ran[], next: [kind: string, what: string] | null]>([
  [
    'a program is not there',
    sources({ server: [1, 2, 3], client: undefined }),
    [],
    ['restore', 'packages/pair/src/client.ts is not there: bring it back'],
  ],
  [
    'a mistake in a gap before the open one',
    sources({ server: [3], client: [] }),
    [['server/binds', 'failed', { gap: 2, summary: 'It did not bind.' }]],
    ['mend', 'server: "binds" does not pass yet: It did not bind.'],
  ],
  [
    'a mistake, but of a program that has changed since',
    sources({ server: [3], client: [] }),
    [['server/binds', 'failed', { gap: 2, source: 'server before' }]],
    ['fill', 'gap 3 of server, "reply"'],
  ],
  [
    'a mistake in a later program',
    sources({ server: [3], client: [] }),
    [['client/starts', 'failed', { gap: 1 }]],
    ['fill', 'gap 3 of server, "reply"'],
  ],
  [
    'a mistake in an earlier program',
    sources({ server: [], client: [1] }),
    [['server/binds', 'failed', { gap: 2 }]],
    ['mend', 'server: "binds" does not pass yet'],
  ],
  ['all is filled, and never ran', ALL_DONE, [], ['run', 'run the checks of server, client: they have never run here']],
  [
    'all is filled, and has changed since',
    ALL_DONE,
    [
      ['server/starts', 'passed', { source: 'server before' }],
      ['client/starts', 'passed'],
    ],
    ['run', 'run the checks of server again: they are of before your last change'],
  ],
  ['something fails', ALL_DONE, [...PASSED, ['client/ends', 'failed']], ['mend', 'client: "ends" does not pass yet']],
  [
    'something is said to be to do, though no gap is open',
    ALL_DONE,
    [...PASSED, ['client/ends', 'todo', { summary: 'TODO 1 is still open' }]],
    ['mend', 'client: "ends" does not pass yet: TODO 1 is still open'],
  ],
  ['all passed', ALL_DONE, PASSED, null],
])('next, when %s', (_, state, ran, next) => {
  const found = topicProgress('pair', FACTS, state, record(...ran)).next;
  expect(found && [found.kind, found.what]).toEqual(next);
});

test.each([
  [{ questions: 5, answered: 2, faults: [] }, 'the quiz: 3 of 5 questions are not answered yet'],
  [
    { questions: 5, answered: 5, faults: ['packages/pair/answers.yaml:2: there is no question "x".'] },
    'mend the answers: packages/pair/answers.yaml:2: there is no question "x".',
  ],
  [null, undefined],
])('next, when only the quiz is left: %j', (quiz, what) => {
  const { next } = topicProgress('pair', { ...FACTS, quiz }, ALL_DONE, record(...PASSED));
  expect(next?.what).toBe(what);
  if (quiz) expect(next?.command).toBe('pnpm quiz pair');
});
