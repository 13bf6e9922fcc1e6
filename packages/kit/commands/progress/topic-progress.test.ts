import { expect, test } from 'vitest';
import type { Status } from '../../check/types.ts';
import type { CheckRecord, TopicRecord } from '../../record/topic-record.ts';
import { type SourceState, topicProgress } from './topic-progress.ts';

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
