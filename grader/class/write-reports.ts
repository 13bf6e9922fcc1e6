import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { writeAtomically } from '@socket-lab/kit/text/write-atomically';
import { ClassSummary } from './class-report.ts';
import { feedback } from './feedback.ts';
import type { ClassPlan } from './grade-class.ts';
import { type ClassBook, gradebookText } from './gradebook.ts';
import { type CsvLine, csvLine, gradebookCsv } from './gradebook-csv.ts';
import { feedbackFolders } from './student-id.ts';

/** Makes sure, before anything is run, that the reports can be written. @throws UsageError */
export function prepareOutput(out: string, shown: string): void {
  try {
    mkdirSync(out, { recursive: true });
    accessSync(out, constants.W_OK | constants.X_OK);
    removeLeftovers(out);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`The output folder ${shown} cannot be written (${code}). Name another with --out DIR.`);
  }
}

/** Makes the reports student by student, so that no more than one student's messages are in memory. */
export function writeReports(out: string, book: ClassBook, { course, students }: ClassPlan): ClassSummary {
  const { topics } = book;
  const folders = feedbackFolders(students.map(({ id }) => id));
  const summary = new ClassSummary(book);
  const lines: CsvLine[] = [];
  const written = Iterator.from(book.students).map((student) => {
    const folder = join(out, 'feedback', folders.get(student.id) ?? '');
    for (const topic of topics) {
      writeAtomically(join(folder, `${topic.id}.md`), feedback(book, student, topic, course.feedback));
    }
    lines.push(csvLine(student, topics));
    summary.add(student);
    return student;
  });
  writeAtomically(join(out, 'gradebook.json'), gradebookText({ ...book, students: written }));
  writeAtomically(join(out, 'gradebook.csv'), gradebookCsv(topics, lines));
  return summary;
}

/** `gradebook.json.4711.tmp`: what process 4711 was writing (kit/write-atomically.ts). */
const HALF_WRITTEN = /\.(\d+)\.tmp$/;

/** Takes away what runs have left half written in a folder, and in those below it; a process that still runs keeps its own. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const writer = HALF_WRITTEN.exec(name)?.[1];
    if (writer !== undefined && !isRunning(Number(writer))) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // of another user
  }
}
