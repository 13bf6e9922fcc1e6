import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A copy of a topic in which the student has done everything, where its suites still find the kit. */
export async function doneTopic(topicDirectory: string, folder: string): Promise<string> {
  const copy = join(folder, 'packages', 'echo-service');
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  for (const name of ['topic.yaml', 'package.json', 'tests']) {
    await cp(join(topicDirectory, name), join(copy, name), { recursive: true });
  }
  await cp(join(topicDirectory, 'solution'), join(copy, 'src'), { recursive: true });
  await symlink(join(topicDirectory, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/** A folder with one empty test, for a bare `vitest run`. */
export async function emptyTest(folder: string): Promise<string> {
  const bare = join(folder, 'bare');
  await mkdir(bare, { recursive: true });
  await writeFile(join(bare, 'empty.test.ts'), "import { test } from 'vitest';\n\ntest('nothing', () => {});\n");
  await writeFile(join(bare, 'vitest.config.ts'), 'export default {};\n');
  return bare;
}
