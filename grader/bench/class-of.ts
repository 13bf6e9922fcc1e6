import { appendFile, cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A class in which everybody has handed in the solution, each with a line of their own, so that no two are the same. */
export async function classOf(students: number, topicDirectory: string, topic: string, folder: string): Promise<void> {
  for (let index = 1; index <= students; index++) {
    const src = join(folder, `student-${index}`, 'packages', topic, 'src');
    await mkdir(src, { recursive: true });
    await cp(join(topicDirectory, 'solution'), src, { recursive: true });
    await changeStudent(index, topic, folder);
  }
}

/** A change to one student's server. */
export async function changeStudent(index: number, topic: string, folder: string): Promise<void> {
  const file = join(folder, `student-${index}`, 'packages', topic, 'src', 'server.ts');
  await appendFile(file, `// student ${index}, ${performance.now()}\n`);
}
