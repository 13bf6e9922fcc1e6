import { expect, test } from 'vitest';
import { classTable, tableRow } from './class-table.ts';
import { SAMPLE_BOOK } from './fixtures/sample-book.ts';

const { topics } = SAMPLE_BOOK;
const tableOf = (students: typeof SAMPLE_BOOK.students) =>
  classTable(
    topics,
    students.map((student) => tableRow(student, topics)),
  );

test('students by topics', () => {
  expect(tableOf(SAMPLE_BOOK.students)).toBe(
    [
      'student  echo (12.5)                     total',
      '─────────────────────────────────────────────────────',
      'ana      3.84 (2 failed, quiz 0.84/2.5)  3.84 of 12.5',
      '@ben     missing                         0 of 12.5',
      '李雷     rejected                        0 of 12.5',
      'dora     error                           ? of 12.5',
    ].join('\n'),
  );
});

test('keeps its columns whatever a name is', () => {
  const [ana] = SAMPLE_BOOK.students;
  const ids = ['\u001b[2Jx\n', 'y'.repeat(64), '李'.repeat(40)];
  const students = ids.flatMap((id) => (ana ? [{ ...ana, id }] : []));
  expect(tableOf(students).split('\n').slice(2)).toEqual([
    `x${' '.repeat(33)}3.84 (2 failed, quiz 0.84/2.5)  3.84 of 12.5`,
    `${'y'.repeat(31)}…  3.84 (2 failed, quiz 0.84/2.5)  3.84 of 12.5`,
    `${'李'.repeat(15)}…${' '.repeat(3)}3.84 (2 failed, quiz 0.84/2.5)  3.84 of 12.5`,
  ]);
});

test('says nothing of a quiz that is all right', () => {
  const [ana] = SAMPLE_BOOK.students;
  const echo = ana?.topics.echo;
  if (!echo) throw new Error('no echo');
  const grade = { ...echo, score: 12.5, checks: {}, programs: { quiz: { score: 2.5, points: 2.5 } } };
  const table = tableOf([{ ...ana, score: 12.5, topics: { echo: grade } }]);
  expect(table.split('\n').at(-1)).toBe('ana      12.5         12.5 of 12.5');
});
