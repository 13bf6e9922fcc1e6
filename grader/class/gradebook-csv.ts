import { stringify } from 'csv-stringify/sync';
import type { Gradebook } from './gradebook.ts';
import { plainLine } from './plain-text.ts';

/**
 * The gradebook as a table for spreadsheets: a line for each student, two columns for each topic. Begins with a byte
 * order mark, without which Excel reads `García` as Latin-1; no cell starts a formula.
 */
export function gradebookCsv({ topics, students }: Gradebook): string {
  const header = ['id', 'name', 'score', 'points', ...topics.flatMap(({ id }) => [id, `${id} status`])];
  const rows = students.map((student) => [
    plainLine(student.id),
    plainLine(student.name),
    student.score ?? '',
    student.points,
    ...topics.flatMap(({ id }) => [student.topics[id]?.score ?? '', student.topics[id]?.status ?? '']),
  ]);
  return stringify([header, ...rows], { bom: true, escape_formulas: true });
}
