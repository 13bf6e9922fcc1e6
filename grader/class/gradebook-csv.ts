import { plainLine } from '@socket-lab/kit/text/plain-text';
import { stringify } from 'csv-stringify/sync';
import type { GradebookTopic, StudentGrade, TopicGrade } from './gradebook.ts';
import { QUIZ } from './quiz/topic-quiz.ts';

/** The gradebook for spreadsheets. Without a byte order mark Excel reads Latin-1; no cell starts a formula. */
export function gradebookCsv(topics: GradebookTopic[], lines: CsvLine[]): string {
  const header = ['id', 'name', 'score', 'points', ...topics.flatMap(columnsOf)];
  return stringify([header, ...lines], { bom: true, escape_formulas: true });
}

export type CsvLine = (string | number)[];

export function csvLine(student: StudentGrade, topics: GradebookTopic[]): CsvLine {
  return [
    plainLine(student.id),
    plainLine(student.name),
    student.score ?? '',
    student.points,
    ...topics.flatMap((topic) => cellsOf(topic, student.topics[topic.id])),
  ];
}

function columnsOf(topic: GradebookTopic): string[] {
  return [topic.id, ...(hasQuiz(topic) ? [`${topic.id} ${QUIZ}`] : []), `${topic.id} status`];
}

function cellsOf(topic: GradebookTopic, grade: TopicGrade | undefined): (string | number)[] {
  const quiz = hasQuiz(topic) ? [grade?.programs[QUIZ]?.score ?? ''] : [];
  return [grade?.score ?? '', ...quiz, grade?.status ?? ''];
}

const hasQuiz = ({ checks }: GradebookTopic): boolean => checks.some(({ program }) => program === QUIZ);
