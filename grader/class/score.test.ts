import type { CheckDeclaration, Outcome, Status } from '@socket-lab/kit/check/types';
import { say } from '@socket-lab/kit/failure/message';
import { describe, expect, test } from 'vitest';
import type { TopicGrade } from './gradebook.ts';
import type { QuizResult } from './quiz/grade-quiz.ts';
import { addPoints, scoreTopic, type TopicFinding } from './score.ts';

const check = (id: string, points: number): CheckDeclaration => ({
  id,
  title: id,
  program: id.split('/')[0] ?? '',
  points,
  hint: `hint of ${id}`,
  visibility: 'public',
});
const CHECKS = [check('server/a', 4), check('server/b', 6), check('client/c', 5)];

const done = (statuses: Record<string, Status>, more = {}): TopicFinding => {
  const outcome = (status: Status): Outcome => ({
    status,
    durationMs: 9,
    ...(status !== 'passed' && { failure: { message: 'why' } }),
  });
  const checks = Object.fromEntries(Object.entries(statuses).map(([id, status]) => [id, outcome(status)]));
  return { state: 'done', result: { topic: 't', isolation: 'node', checks, ...more } };
};
const inShort = ({ status, score, points, programs }: TopicGrade) => ({
  status,
  score,
  points,
  programs: { ...programs },
});

describe('the points of the checks that passed', () => {
  const all: Status = 'passed';
  test.each<[Record<string, Status>, number, number, number]>([
    [{ 'server/a': all, 'server/b': all, 'client/c': all }, 15, 10, 5],
    [{ 'server/a': all, 'server/b': 'failed', 'client/c': 'todo' }, 4, 4, 0],
    [{ 'server/a': 'skipped', 'server/b': 'flaky', 'client/c': all }, 5, 0, 5],
    [{ 'server/a': 'todo', 'server/b': 'skipped', 'client/c': 'skipped' }, 0, 0, 0],
  ])('%j', (statuses, score, server, client) => {
    expect(inShort(scoreTopic(done(statuses), CHECKS))).toEqual({
      status: 'graded',
      score,
      points: 15,
      programs: { server: { score: server, points: 10 }, client: { score: client, points: 5 } },
    });
  });
});

test('a check that did not pass keeps what there is to say of it', () => {
  const { checks } = scoreTopic(done({ 'server/a': 'passed', 'server/b': 'failed', 'client/c': 'todo' }), CHECKS);
  expect({ ...checks }).toEqual({
    'server/a': { status: 'passed', score: 4 },
    'server/b': { status: 'failed', score: 0, failure: { message: 'why' } },
    'client/c': { status: 'todo', score: 0, failure: { message: 'why' } },
  });
});

test.each(['missing', 'rejected'] as const)('what is %s is worth nothing', (state) => {
  expect(scoreTopic({ state, reason: 'a link' }, CHECKS)).toEqual({
    status: state,
    reason: 'a link',
    score: 0,
    points: 15,
    programs: { server: { score: 0, points: 10 }, client: { score: 0, points: 5 } },
    checks: {},
  });
});

test('where the grader failed there is no score, and no zero', () => {
  const grade = scoreTopic({ state: 'error', reason: 'no memory' }, CHECKS);
  expect(grade).toEqual({ status: 'error', reason: 'no memory', score: null, points: 15, programs: {}, checks: {} });
});

test('a check that the job says nothing of is an error, unless its time was up', () => {
  const half = { 'server/a': 'passed', 'server/b': 'passed' } as const;
  const reason = 'The job says nothing of the check client/c.';
  expect(scoreTopic(done(half), CHECKS)).toMatchObject({ status: 'error', reason });
  const stopped = scoreTopic(done(half, { stoppedAfterSeconds: 120 }), CHECKS);
  expect(stopped).toMatchObject({ status: 'graded', score: 10 });
  const failure = { message: say('out-of-time', { seconds: 120 }) };
  expect(stopped.checks['client/c']).toEqual({ status: 'failed', score: 0, failure });
});

test('a score set by hand counts, whatever was found', () => {
  const override = { student: 'ana', topic: 't', score: 12, reason: 'shown in the lab' };
  const found: TopicFinding[] = [
    done({ 'server/a': 'passed' }),
    { state: 'missing', reason: 'x' },
    { state: 'error', reason: 'y' },
  ];
  for (const finding of found) {
    const reason = 'Score set by hand: shown in the lab';
    expect(scoreTopic(finding, CHECKS, override)).toMatchObject({ score: 12, reason });
  }
});

test('programs and checks may have any name', () => {
  const odd = [check('__proto__/x', 2), check('constructor/y', 3)];
  const finding = done({ '__proto__/x': 'passed', 'constructor/y': 'passed' });
  const parsed = JSON.parse(JSON.stringify(scoreTopic(finding, odd)));
  expect(Object.entries(parsed.programs)).toEqual([
    ['__proto__', { score: 2, points: 2 }],
    ['constructor', { score: 3, points: 3 }],
  ]);
});

describe('with a quiz', () => {
  const quiz = [check('quiz/a', 1.43), check('quiz/b', 1.42)].map((each) => ({ ...each, hint: '' }));
  const all = [...CHECKS, ...quiz];
  const result = (handedIn: QuizResult['handedIn'], a: Status, b: Status, reason?: string): QuizResult => ({
    handedIn,
    ...(reason !== undefined && { reason }),
    outcomes: new Map([
      ['quiz/a', { status: a, ...(a !== 'passed' && { failure: { message: 'not yet' } }) }],
      ['quiz/b', { status: b }],
    ]),
  });
  const programs = done({ 'server/a': 'passed', 'server/b': 'passed', 'client/c': 'passed' });
  const missing = { state: 'missing', reason: 'There is no server.ts.' } as const;
  const refused = { state: 'rejected', reason: 'server.ts is a link.' } as const;

  const right = result('collected', 'passed', 'passed');
  const nothing = result('missing', 'todo', 'todo');
  const link = result('rejected', 'failed', 'failed', 'answers.yaml is a link.');
  test.each<[string, TopicFinding, status: TopicGrade['status'], score: number, ofQuiz: number, reason?: string]>([
    ['all', { ...programs, quiz: right }, 'graded', 17.85, 2.85],
    ['one wrong', { ...programs, quiz: result('collected', 'failed', 'passed') }, 'graded', 16.42, 1.42],
    ['no answers', { ...programs, quiz: nothing }, 'graded', 15, 0],
    ['refused answers', { ...programs, quiz: link }, 'graded', 15, 0, 'answers.yaml is a link.'],
    ['answers alone', { ...missing, quiz: right }, 'graded', 2.85, 2.85, missing.reason],
    ['refused answers alone', { ...missing, quiz: link }, 'graded', 0, 0, `${missing.reason} answers.yaml is a link.`],
    ['nothing', { ...missing, quiz: nothing }, 'missing', 0, 0, missing.reason],
    ['refused programs', { ...refused, quiz: right }, 'rejected', 2.85, 2.85, refused.reason],
    ['all refused', { ...refused, quiz: link }, 'rejected', 0, 0, refused.reason],
  ])('%s', (_, finding, status, score, ofQuiz, reason) => {
    const grade = scoreTopic(finding, all);
    expect(grade).toMatchObject({ status, score, points: 17.85 });
    expect(grade.reason).toBe(reason);
    expect(grade.programs.quiz).toEqual({ score: ofQuiz, points: 2.85 });
    expect(grade.score).toBe(addPoints(Object.values(grade.checks).map((each) => each.score)));
  });

  test('a wrong answer has a message; programs that are not there are to do', () => {
    const { checks } = scoreTopic({ ...missing, quiz: result('collected', 'failed', 'passed') }, all);
    expect(checks['quiz/a']).toEqual({ status: 'failed', score: 0, failure: { message: 'not yet' } });
    expect(checks['quiz/b']).toEqual({ status: 'passed', score: 1.42 });
    const failure = { message: say('file-missing', { file: 'src/server.ts' }) };
    expect(checks['server/a']).toMatchObject({ status: 'todo', score: 0, failure });
  });

  test('of refused programs the answers alone have grades; where the grader failed nothing has', () => {
    expect(Object.keys(scoreTopic({ ...refused, quiz: right }, all).checks)).toEqual(['quiz/a', 'quiz/b']);
    const grade = scoreTopic({ state: 'error', reason: 'no memory', quiz: right }, all);
    expect(grade).toMatchObject({ status: 'error', score: null, programs: {}, checks: {} });
  });
});
