import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageFault } from '../cli/usage-fault.ts';
import { readTopic } from './read-topic.ts';
import type { Topic } from './topic.ts';

/**
 * The topics of a course by name; without names all of them but drafts.
 * @throws UsageFault with a list of topics, or with what is wrong with one
 */
export function topicsNamed(names: readonly string[], courseDirectory: string): Topic[] {
  const packages = join(courseDirectory, 'packages');
  const folders = readdirSync(packages).filter((name) => existsSync(join(packages, name, 'topic.yaml')));
  const unknown = names.find((name) => !folders.includes(name));
  if (unknown !== undefined) {
    throw new UsageFault(`There is no topic "${unknown}". There are: ${folders.sort().join(', ')}.`);
  }
  const topics = (names.length > 0 ? names : folders.sort()).map((name) => {
    try {
      return readTopic(join(packages, name));
    } catch (error) {
      throw new UsageFault((error as Error).message);
    }
  });
  return names.length > 0 ? topics : topics.filter(({ draft = false }) => !draft);
}
