import { cp, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Topic } from '../topic/topic.ts';

/**
 * Copies the npm packages that the topic's programs may import (`packages` in topic.yaml) to where Node looks for them
 * first, beside the programs: at every level of isolation a program may read its own folder. Packages of these packages
 * are not copied.
 * @throws Error when one is not installed
 */
export async function stagePackages({ id, directory, programs }: Topic, scriptDirectory: string): Promise<void> {
  const names = new Set(Object.values(programs).flatMap(({ packages = [] }) => packages));
  for (const name of names) {
    const installed = await realpath(join(directory, 'node_modules', name)).catch(() => {
      throw new Error(`The package ${name} of packages/${id} is not installed. Run "pnpm install".`);
    });
    await cp(installed, join(scriptDirectory, 'node_modules', name), { recursive: true });
  }
}
