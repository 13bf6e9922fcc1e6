import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { writeAtomically } from '@socket-lab/kit/text/write-atomically';
import type { Course } from './course.ts';
import { feedback } from './feedback.ts';
import type { Gradebook } from './gradebook.ts';
import { gradebookCsv } from './gradebook-csv.ts';
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

export function writeReports(out: string, book: Gradebook, course: Course): void {
  writeAtomically(join(out, 'gradebook.json'), `${JSON.stringify(book, null, 2)}\n`);
  writeAtomically(join(out, 'gradebook.csv'), gradebookCsv(book));
  const folders = feedbackFolders(book.students.map(({ id }) => id));
  for (const student of book.students) {
    const folder = join(out, 'feedback', folders.get(student.id) ?? '');
    for (const topic of book.topics) {
      writeAtomically(join(folder, `${topic.id}.md`), feedback(book, student, topic, course.feedback));
    }
  }
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
