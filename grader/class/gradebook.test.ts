import type { CheckDeclaration } from '@socket-lab/kit/check/types';
import { expect, test } from 'vitest';
import type { Student } from './class-list.ts';
import { parseCourse } from './course.ts';
import { SAMPLE_BOOK } from './fixtures/sample-book.ts';
import { type GradedTopic, gradebookText, makeGradebook, type StudentGrade } from './gradebook.ts';
import type { TopicFinding } from './score.ts';

const check: CheckDeclaration = {
  id: 'server/echoes',
  title: 'echoes',
  program: 'server',
  gap: 3,
  points: 5,
  hint: 'h',
  needs: 'server/listens',
  visibility: 'hidden',
};
const topics: GradedTopic[] = [
  { id: 'echo', title: 'Echo', checks: [check] },
  { id: '__proto__', title: 'Odd', checks: [{ ...check, points: 2 }] },
];
const student = (id: string): Student => ({ id, name: id.toUpperCase(), submission: { state: 'missing', reason: '' } });
const passed: TopicFinding = {
  state: 'done',
  result: { topic: 't', isolation: 'node', checks: { 'server/echoes': { status: 'passed', durationMs: 1 } } },
};

function book(graded: GradedTopic[], findingOf: (id: string, topic: string) => TopicFinding, course = 'title: Redes') {
  const { students, ...head } = makeGradebook({
    course: parseCourse(course, 'course.yaml'),
    gradedAt: new Date('2026-05-12T10:00:00Z'),
    isolation: 'node',
    topics: graded,
    students: [student('ana'), student('__proto__')],
    findingOf: ({ id }, topic) => findingOf(id, topic.id),
  });
  return { ...head, students: [...students] };
}

test('holds topics, their checks, and everybody in their order', () => {
  const made = JSON.parse(JSON.stringify(book(topics, () => passed)));
  expect(made).toMatchObject({
    schemaVersion: 2,
    course: { title: 'Redes' },
    gradedAt: '2026-05-12T10:00:00.000Z',
    isolation: 'node',
  });
  expect(made.topics[0]).toEqual({
    id: 'echo',
    title: 'Echo',
    points: 5,
    checks: [
      { id: 'server/echoes', title: 'echoes', program: 'server', gap: 3, points: 5, visibility: 'hidden', hint: 'h' },
    ],
  });
  expect(made.students.map(({ id, name, score, points }: StudentGrade) => [id, name, score, points])).toEqual([
    ['ana', 'ANA', 7, 7],
    ['__proto__', '__PROTO__', 7, 7],
  ]);
  expect(Object.keys(made.students[0].topics)).toEqual(['echo', '__proto__']);
});

test('has no total for whom a job ended in error', () => {
  const made = book(topics, (id, topic) =>
    id === 'ana' && topic === 'echo' ? { state: 'error', reason: 'ENOMEM' } : passed,
  );
  expect(made.students.map(({ score }) => score)).toEqual([null, 7]);
});

test('a broken topic is an error for everybody', () => {
  const made = book([{ id: 'echo', title: 'echo', checks: [], fault: 'topic.yaml:3: no' }], () => passed);
  expect(made.students[0]?.topics.echo).toMatchObject({ status: 'error', reason: 'topic.yaml:3: no', score: null });
});

test('takes scores that were set by hand', () => {
  const course = 'title: R\noverrides: [{ student: ana, topic: echo, score: 1, reason: late }]';
  expect(book(topics, () => passed, course).students.map(({ score }) => score)).toEqual([3, 7]);
});

test('adds up to a hundredth of a point', () => {
  const parts = [1.43, 1.42, 0.1, 0.2].map((points, index) => ({ ...check, id: `server/${index}`, points }));
  const checks = Object.fromEntries(parts.map(({ id }) => [id, { status: 'passed' as const, durationMs: 1 }]));
  const finding: TopicFinding = { state: 'done', result: { topic: 't', isolation: 'node', checks } };
  const made = book([{ id: 'parts', title: 'Parts', checks: parts }, ...topics], (_, topic) =>
    topic === 'parts' ? finding : passed,
  );
  expect(made.topics[0]?.points).toBe(3.15);
  expect(made.students[0]).toMatchObject({ score: 10.15, points: 10.15 });
});

test.each([0, 1, 4])('in parts, of %s students, it is the text that it would be as a whole', (count) => {
  const book = { ...SAMPLE_BOOK, students: SAMPLE_BOOK.students.slice(0, count) };
  const parts = [...gradebookText(book)];
  expect(parts.join('')).toBe(`${JSON.stringify(book, null, 2)}\n`);
  expect(parts.length).toBe(count + 2);
});

test('a student is made when the one before is written, and not sooner', () => {
  const made: string[] = [];
  const students = SAMPLE_BOOK.students.values().map((each) => {
    made.push(each.id);
    return each;
  });
  const parts = gradebookText({ ...SAMPLE_BOOK, students });
  parts.next();
  expect(made).toEqual([]);
  expect(parts.next().value).toContain('"id": "ana"');
  expect(made).toEqual(['ana']);
});
