import { join } from 'node:path';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { plainLine } from '@socket-lab/kit/text/plain-text';
import { isolationInWords } from './choose-isolation.ts';
import { classTable, tableRow } from './class-table.ts';
import type { ClassPlan, GradedClass } from './grade-class.ts';
import type { ClassBook, GradebookTopic, StudentGrade } from './gradebook.ts';

export function openingLine({ course, students, topics, jobs }: ClassPlan): string {
  return `${course.title}: ${count(students.length, 'student')}, ${count(topics.length, 'topic')}, ${count(jobs.length, 'job')}`;
}

export function closingReport({ plan, summary, cached, remote }: GradedClass, { out, seconds, shard }: Ending): string {
  const ofRemote = remote === undefined ? '' : ` (${remote} from the remote one)`;
  const from = cached === 0 && remote === undefined ? '' : `, ${cached} of them from the cache${ofRemote}`;
  const jobs = `${count(plan.jobs.length, 'job')} in ${seconds.toFixed(1)} s${from}.`;
  if (!summary) return `${jobs} This was shard ${shard}: the same command without --shard makes the gradebook.`;
  return [
    ...summary.parts(),
    [
      jobs,
      `isolation: ${isolationInWords(summary.isolation)}`,
      `Gradebook: ${join(out, 'gradebook.json')}, gradebook.csv, feedback/`,
    ].join('\n'),
  ].join('\n\n');
}

// `out` as the user knows it, `shard` as on the command line: `3/8`.
type Ending = { out: string; seconds: number; shard: string | undefined };

/** What is said of everybody at the end, gathered student by student. */
export class ClassSummary {
  readonly isolation: Isolation;
  readonly #topics: GradebookTopic[];
  readonly #rows: string[][] = [];
  readonly #unaccepted: string[] = [];

  constructor({ topics, isolation }: Omit<ClassBook, 'students'>) {
    this.#topics = topics;
    this.isolation = isolation;
  }

  add(student: StudentGrade): void {
    this.#rows.push(tableRow(student, this.#topics));
    this.#unaccepted.push(...unaccepted(student, this.#topics));
  }

  parts(): string[] {
    const news = this.#unaccepted.length === 0 ? [] : [['Missing or rejected:', ...this.#unaccepted].join('\n')];
    return [classTable(this.#topics, this.#rows), ...news];
  }
}

/** Whose work was not accepted, and of whom there is nothing at all; a topic that is just missing stands in the table. */
function unaccepted({ id, topics: grades }: StudentGrade, topics: GradebookTopic[]): string[] {
  const every = topics.map((topic) => ({ topic: topic.id, grade: grades[topic.id] }));
  const isMissing = every.every(({ grade }) => grade?.status === 'missing');
  const shown = isMissing ? every.slice(0, 1) : every.filter(({ grade }) => grade?.status === 'rejected');
  const byReason = Map.groupBy(shown, ({ grade }) => `${grade?.status}: ${grade?.reason ?? ''}`);
  return [...byReason].map(([reason, where]) => {
    const isAll = isMissing || where.length === topics.length;
    const scope = isAll ? '' : ` ${where.map(({ topic }) => topic).join(', ')}`;
    return `  ${plainLine(id)}${scope} ${plainLine(reason)}`;
  });
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
