import stringWidth from 'string-width';
import type { Gradebook, TopicGrade } from './gradebook.ts';
import { plainLine } from './plain-text.ts';

/** Widest column of names, in cells of the terminal. */
const WIDEST = 32;

/** Students × topics, for a terminal: scores, or why there is none. */
export function classTable({ topics, students }: Gradebook): string {
  const header = ['student', ...topics.map(({ id, points }) => `${id} (${points})`), 'total'];
  const rows = students.map((student) => [
    cut(plainLine(student.id)),
    ...topics.map(({ id }) => cell(student.topics[id])),
    `${student.score ?? '?'} of ${student.points}`,
  ]);
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => stringWidth(row[column] ?? ''))));
  const line = (row: string[]) =>
    row
      .map((text, column) => pad(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), widths.map((width) => '─'.repeat(width)).join('──'), ...rows.map(line)].join('\n');
}

/** `85`, `85 (3 todo)`, `missing`. */
function cell(grade: TopicGrade | undefined): string {
  if (!grade) return '';
  if (grade.status !== 'graded') return grade.score ? `${grade.score} (${grade.status})` : grade.status;
  const statuses = Object.values(grade.checks).map(({ status }) => status);
  const counts = (['failed', 'todo', 'skipped', 'flaky'] as const)
    .map((status) => [statuses.filter((each) => each === status).length, status] as const)
    .filter(([count]) => count > 0)
    .map(([count, status]) => `${count} ${status}`);
  return counts.length === 0 ? `${grade.score}` : `${grade.score} (${counts.join(', ')})`;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

function cut(text: string): string {
  if (stringWidth(text) <= WIDEST) return text;
  let short = '';
  for (const character of text) {
    if (stringWidth(short + character) > WIDEST - 1) break;
    short += character;
  }
  return `${short}…`;
}
