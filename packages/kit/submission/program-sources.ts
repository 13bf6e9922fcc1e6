import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from '../topic/topic.ts';

/** A topic's programs as they were handed in. One that is not among them is missing; other files are not looked at. */
export type ProgramSources =
  /** A folder that holds `server.ts` …, as packages/<topic>/src does. */
  { sourceDirectory: string } | { sources: ReadonlyMap<string, Buffer> };

/** The files of a topic's own programs, as far as they are there, by name: `server.ts`. */
export function programSources(topic: Topic, from: ProgramSources): Map<string, Buffer> {
  const files = Object.keys(topic.programs).map((name) => {
    const file = `${name}.ts`;
    return [file, 'sources' in from ? from.sources.get(file) : readIfThere(join(from.sourceDirectory, file))] as const;
  });
  return new Map(files.filter((file): file is [string, Buffer] => file[1] !== undefined));
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
