import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Makes the messages of a topic's own suites known in this process, for who reads results that were found in another. */
export async function loadMessages(...topics: readonly { directory: string }[]): Promise<void> {
  const files = topics.flatMap(({ directory }) =>
    ['tests', 'hidden'].map((suites) => join(directory, suites, 'messages.ts')),
  );
  await Promise.all(files.filter((file) => existsSync(file)).map((file) => import(pathToFileURL(file).href)));
}
