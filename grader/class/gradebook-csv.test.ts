import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { SAMPLE_BOOK } from './fixtures/sample-book.ts';
import type { Gradebook } from './gradebook.ts';
import { csvLine, gradebookCsv } from './gradebook-csv.ts';

const csvOf = ({ topics, students }: Gradebook) =>
  gradebookCsv(
    topics,
    students.map((student) => csvLine(student, topics)),
  );

test('is a line for each student, and no cell starts a formula', () => {
  const csv = csvOf(SAMPLE_BOOK);
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(parse(csv, { bom: true })).toEqual([
    ['id', 'name', 'score', 'points', 'echo', 'echo quiz', 'echo status'],
    ['ana', 'Ana García', '3.84', '12.5', '3.84', '0.84', 'graded'],
    ["'@ben", `'=HYPERLINK("http://x","Ben")`, '0', '12.5', '0', '0', 'missing'],
    ['李雷', '<b>李雷</b>, "the first"', '0', '12.5', '0', '0', 'rejected'],
    ['dora', 'dora', '', '12.5', '', '', 'error'],
  ]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '\u0000=1'])('%j is text', (name) => {
  const [student] = SAMPLE_BOOK.students;
  const book = { ...SAMPLE_BOOK, students: student ? [{ ...student, name }] : [] };
  const [, row = []] = parse(csvOf(book), { bom: true });
  expect(row[1]).toMatch(/^'/);
});

test('has no column for a quiz where there is none', () => {
  const topics = SAMPLE_BOOK.topics.map((topic) => ({ ...topic, checks: topic.checks.slice(0, 3) }));
  const [header = []] = parse(csvOf({ ...SAMPLE_BOOK, topics }), { bom: true });
  expect(header).toEqual(['id', 'name', 'score', 'points', 'echo', 'echo status']);
});
