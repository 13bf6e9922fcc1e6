import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pick } from '../class/pick.ts';

/** The topics' ids, all or those asked for. @throws UsageError when a topic is asked for that is not there */
export function topicFolders(courseDirectory: string, wanted: readonly string[] = []): string[] {
  const packages = join(courseDirectory, 'packages');
  const all = readdirSync(packages, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(packages, entry.name, 'topic.yaml')))
    .map(({ name }) => ({ id: name }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return pick(all, [...wanted], 'topic').map(({ id }) => id);
}
