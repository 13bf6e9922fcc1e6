import { expect, test } from 'vitest';
import { classTable } from './class-table.ts';
import { SAMPLE_BOOK } from './fixtures/sample-book.ts';

test('students by topics', () => {
  expect(classTable(SAMPLE_BOOK)).toBe(
    [
      'student  echo (10)     total',
      '──────────────────────────────',
      'ana      3 (2 failed)  3 of 10',
      '@ben     missing       0 of 10',
      '李雷     rejected      0 of 10',
      'dora     error         ? of 10',
    ].join('\n'),
  );
});

test('keeps its columns whatever a name is', () => {
  const [ana] = SAMPLE_BOOK.students;
  const ids = ['\u001b[2Jx\n', 'y'.repeat(64), '李'.repeat(40)];
  const students = ids.flatMap((id) => (ana ? [{ ...ana, id }] : []));
  expect(
    classTable({ ...SAMPLE_BOOK, students })
      .split('\n')
      .slice(2),
  ).toEqual([
    `x${' '.repeat(33)}3 (2 failed)  3 of 10`,
    `${'y'.repeat(31)}…  3 (2 failed)  3 of 10`,
    `${'李'.repeat(15)}…${' '.repeat(3)}3 (2 failed)  3 of 10`,
  ]);
});
