import { join } from 'node:path';
import { plainLine } from '@socket-lab/kit/text/plain-text';
import { isolationInWords } from './choose-isolation.ts';
import { classTable } from './class-table.ts';
import type { ClassPlan, GradedClass } from './grade-class.ts';
import type { Gradebook } from './gradebook.ts';

export function openingLine({ course, students, topics, jobs }: ClassPlan): string {
  return `${course.title}: ${count(students.length, 'student')}, ${count(topics.length, 'topic')}, ${count(jobs.length, 'job')}`;
}

export function closingReport({ plan, book, cached, remote }: GradedClass, { out, seconds, shard }: Ending): string {
  const ofRemote = remote === undefined ? '' : ` (${remote} from the remote one)`;
  const from = cached === 0 && remote === undefined ? '' : `, ${cached} of them from the cache${ofRemote}`;
  const jobs = `${count(plan.jobs.length, 'job')} in ${seconds.toFixed(1)} s${from}.`;
  if (!book) return `${jobs} This was shard ${shard}: the same command without --shard makes the gradebook.`;
  return [
    classTable(book),
    ...[unaccepted(book)].filter(Boolean),
    [
      jobs,
      `isolation: ${isolationInWords(book.isolation)}`,
      `Gradebook: ${join(out, 'gradebook.json')}, gradebook.csv, feedback/`,
    ].join('\n'),
  ].join('\n\n');
}

// `out` as the user knows it, `shard` as on the command line: `3/8`.
type Ending = { out: string; seconds: number; shard: string | undefined };

/** Whose work was not accepted, and of whom there is nothing at all; a topic that is just missing stands in the table. */
function unaccepted({ students, topics }: Gradebook): string {
  const lines = students.flatMap(({ id, topics: grades }) => {
    const every = topics.map((topic) => ({ topic: topic.id, grade: grades[topic.id] }));
    const isMissing = every.every(({ grade }) => grade?.status === 'missing');
    const shown = isMissing ? every.slice(0, 1) : every.filter(({ grade }) => grade?.status === 'rejected');
    const byReason = Map.groupBy(shown, ({ grade }) => `${grade?.status}: ${grade?.reason ?? ''}`);
    return [...byReason].map(([reason, where]) => {
      const isAll = isMissing || where.length === topics.length;
      const scope = isAll ? '' : ` ${where.map(({ topic }) => topic).join(', ')}`;
      return `  ${plainLine(id)}${scope} ${plainLine(reason)}`;
    });
  });
  return lines.length === 0 ? '' : ['Missing or rejected:', ...lines].join('\n');
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
