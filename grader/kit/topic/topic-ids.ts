import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The ids of a course's topics, in the order of their names: each folder under `packages/` that has a `topic.yaml`. */
export function topicIds(courseDirectory: string): string[] {
  const packages = join(courseDirectory, 'packages');
  return readdirSync(packages)
    .filter((name) => existsSync(join(packages, name, 'topic.yaml')))
    .sort();
}
