import { expect, test } from 'vitest';
import { ClassSummary, closingReport, openingLine } from './class-report.ts';
import { SAMPLE_BOOK } from './fixtures/sample-book.ts';
import type { ClassPlan, GradedClass } from './grade-class.ts';
import type { Gradebook, StudentGrade, TopicGrade } from './gradebook.ts';

const plan = { jobs: [{}, {}] } as ClassPlan;
function graded(book: Gradebook | undefined, cached: number, remote?: number): GradedClass {
  const summary = book && new ClassSummary(book);
  for (const student of book?.students ?? []) summary?.add(student);
  return { plan, summary, errors: [], cached, remote, healed: 0 };
}

test('begins with what is to be graded', () => {
  const course = { title: 'Redes' } as ClassPlan['course'];
  expect(openingLine({ course, students: [1, 2], topics: [1], jobs: [] } as unknown as ClassPlan)).toBe(
    'Redes: 2 students, 1 topic, 0 jobs',
  );
});

test('ends with the table, who is missing or rejected, and where the gradebook is', () => {
  const report = closingReport(graded(SAMPLE_BOOK, 1), { out: 'grades', seconds: 12.34, shard: undefined });
  expect(report.split('\n\n').slice(1)).toEqual([
    'Missing or rejected:\n  @ben missing: There is no folder "@ben".\n  李雷 rejected: src/server.ts is a link.',
    [
      '2 jobs in 12.3 s, 1 of them from the cache.',
      'isolation: node (practice, not for marks)',
      'Gradebook: grades/gradebook.json, gradebook.csv, feedback/',
    ].join('\n'),
  ]);
});

test('a topic that is just not handed in yet is no news', () => {
  const grade = (status: TopicGrade['status'], reason?: string) => ({
    status,
    ...(reason && { reason }),
    programs: {},
    checks: {},
    score: 0,
  });
  const student = (id: string, a: object, b: object) =>
    ({ id, points: 0, score: 0, topics: { a, b } }) as unknown as StudentGrade;
  const book = {
    ...SAMPLE_BOOK,
    topics: ['a', 'b'].map((id) => ({ id, title: id, points: 0, checks: [] })),
    students: [
      student('ana', grade('graded'), grade('missing', 'no b')),
      student('ben', grade('missing', 'no a'), grade('missing', 'no b')),
      student('carl', grade('rejected', 'a link'), grade('rejected', 'a link')),
      student('dora', grade('graded'), grade('rejected', 'b\u001b[2J is a link')),
    ],
  };
  const [, news] = closingReport(graded(book, 0), { out: 'grades', seconds: 1, shard: undefined }).split('\n\n');
  expect(news?.split('\n')).toEqual([
    'Missing or rejected:',
    '  ben missing: no a',
    '  carl rejected: a link',
    '  dora b rejected: b is a link',
  ]);
});

test('a shard has no gradebook', () => {
  expect(closingReport(graded(undefined, 0), { out: 'grades', seconds: 3, shard: '3/8' })).toBe(
    '2 jobs in 3.0 s. This was shard 3/8: the same command without --shard makes the gradebook.',
  );
});

test.each([
  [undefined, 0, '2 jobs in 3.0 s.'],
  [0, 0, '2 jobs in 3.0 s, 0 of them from the cache (0 from the remote one).'],
  [1, 2, '2 jobs in 3.0 s, 2 of them from the cache (1 from the remote one).'],
])('of the remote cache (%s) it is told what came from there', (remote, cached, line) => {
  const report = closingReport(graded(undefined, cached, remote), { out: 'grades', seconds: 3, shard: '3/8' });
  expect(report.split(' This was')[0]).toBe(line);
});
