import { countsInWords, tally } from '@socket-lab/kit/check/tally';
import { plainLine } from '@socket-lab/kit/text/plain-text';
import stringWidth from 'string-width';
import type { GradebookTopic, StudentGrade, TopicGrade } from './gradebook.ts';
import { checkId, QUIZ } from './quiz/topic-quiz.ts';

const WIDEST = 32; // Widest column of names, in cells of the terminal.

export function classTable(topics: GradebookTopic[], rows: string[][]): string {
  return textTable(['student', ...topics.map(({ id, points }) => `${id} (${points})`), 'total'], rows);
}

export function tableRow(student: StudentGrade, topics: GradebookTopic[]): string[] {
  return [
    cut(plainLine(student.id)),
    ...topics.map(({ id }) => cell(student.topics[id])),
    `${student.score ?? '?'} of ${student.points}`,
  ];
}

/** `85`, `85 (3 todo)`, `62.5 (2 failed, quiz 7.5/10)`, `missing`. */
function cell(grade: TopicGrade | undefined): string {
  if (!grade) return '';
  if (grade.status !== 'graded') return grade.score ? `${grade.score} (${grade.status})` : grade.status;
  const checks = Object.entries(grade.checks).filter(([id]) => !id.startsWith(checkId('')));
  const { counts } = tally(checks.map(([, { status, score }]) => ({ status, points: score })));
  const open = countsInWords(counts, ['failed', 'todo', 'skipped', 'flaky']);
  const remarks = [open, quizOf(grade)].filter(Boolean).join(', ');
  return remarks === '' ? `${grade.score}` : `${grade.score} (${remarks})`;
}

function quizOf({ programs }: TopicGrade): string {
  const quiz = programs[QUIZ];
  return quiz && quiz.score < quiz.points ? `${QUIZ} ${quiz.score}/${quiz.points}` : '';
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

export function textTable(header: string[], rows: string[][]): string {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => stringWidth(row[column] ?? ''))));
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)))
      .join('  ')
      .trimEnd();
  return [line(header), widths.map((width) => '─'.repeat(width)).join('──'), ...rows.map(line)].join('\n');
}
