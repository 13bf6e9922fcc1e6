import { appendFile, cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A copy of a topic in which the student has done everything, where its suites still find the kit. */
export const doneTopic = (topicDirectory: string, folder: string) => topicWith('solution', topicDirectory, folder);
/** A copy of a topic as students get it. */
export const starterTopic = (topicDirectory: string, folder: string) => topicWith('src', topicDirectory, folder);

async function topicWith(programs: 'solution' | 'src', topicDirectory: string, folder: string): Promise<string> {
  const copy = join(folder, programs, 'packages', 'echo-service');
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  for (const name of ['topic.yaml', 'package.json', 'tests']) {
    await cp(join(topicDirectory, name), join(copy, name), { recursive: true });
  }
  await cp(join(topicDirectory, programs), join(copy, 'src'), { recursive: true });
  await symlink(join(topicDirectory, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

export async function emptyTest(folder: string): Promise<string> {
  const bare = join(folder, 'bare');
  await mkdir(bare, { recursive: true });
  await writeFile(join(bare, 'empty.test.ts'), "import { test } from 'vitest';\n\ntest('nothing', () => {});\n");
  await writeFile(join(bare, 'vitest.config.ts'), 'export default {};\n');
  return bare;
}

/** A class in which everybody has handed in the solution, each with a line of their own, so that no two are the same. */
export async function classOf(students: number, topicDirectory: string, topic: string, folder: string): Promise<void> {
  for (let index = 1; index <= students; index++) {
    const src = join(folder, `student-${index}`, 'packages', topic, 'src');
    await mkdir(src, { recursive: true });
    await cp(join(topicDirectory, 'solution'), src, { recursive: true });
    await changeStudent(index, topic, folder);
  }
}

export async function changeStudent(index: number, topic: string, folder: string): Promise<void> {
  const file = join(folder, `student-${index}`, 'packages', topic, 'src', 'server.ts');
  await appendFile(file, `// student ${index}, ${performance.now()}\n`);
}
