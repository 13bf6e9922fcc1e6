import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from '../topic/topic.ts';

/** What the name of a suite ends with. */
export const SUITE_ENDING = '.test.ts';

/** The folders of a topic that hold suites, in the order in which they run. */
export function suiteFolders(suites: 'public' | 'all'): string[] {
  return suites === 'public' ? ['tests'] : ['tests', 'hidden'];
}

/** The suites of a topic, absolute, public ones first: a hidden check may need a public one. */
export function suitePaths(topic: Topic, suites: 'public' | 'all'): string[] {
  return suiteFolders(suites).flatMap((folder) => {
    const directory = join(topic.directory, folder);
    return suiteNames(directory).map((name) => join(directory, name));
  });
}

function suiteNames(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith(SUITE_ENDING))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
