import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Topic } from '../topic/topic.ts';

/** Makes the messages of a topic's own suites known in this process, for who reads results that were found in another. */
export async function loadMessages(...topics: readonly Pick<Topic, 'directory'>[]): Promise<void> {
  const files = topics.flatMap(({ directory }) =>
    ['tests', 'hidden'].map((suites) => join(directory, suites, 'messages.ts')),
  );
  await Promise.all(files.filter((file) => existsSync(file)).map((file) => import(pathToFileURL(file).href)));
}
