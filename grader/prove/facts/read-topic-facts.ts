import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { parseGaps } from '../../starters/parse-gaps.ts';
import { staleStarters } from '../../starters/stale-starters.ts';
import { filesUnder } from './course-files.ts';
import { type HeaderReading, readMutantHeader, readVariantHeader } from './program-header.ts';
import type { ProgramFacts, TopicFacts } from './topic-facts.ts';

/** Reads everything that the files of a topic say; what is wrong with them is part of it. */
export function readTopicFacts(courseDirectory: string, id: string): TopicFacts {
  const folder = `packages/${id}`;
  const directory = join(courseDirectory, folder);
  const files = filesUnder(directory);
  const read = (file: string) => readFileSync(join(directory, file), 'utf8');
  const topic = topicOrFault(directory);
  const programs = 'fault' in topic ? [] : Object.keys(topic.programs);

  const within = (part: string, ending: string) =>
    files
      .filter((file) => file.startsWith(`${part}/`) && file.endsWith(ending))
      .filter((file) => !file.slice(part.length + 1).includes('/'))
      .map((file) => ({ file, name: basename(file, ending) }));
  const programFacts = <Header>(part: string, readHeader: ReadHeader<Header>): ProgramFacts<Header>[] =>
    within(part, '.ts').map(({ file, name }) => {
      const path = `${folder}/${file}`;
      const text = read(file);
      return { name, file: path, text, reading: readHeader(path, text, programs) };
    });

  return {
    id,
    topic,
    files,
    ...(files.includes('package.json') && { packageJson: read('package.json') }),
    solutions: within('solution', '.ts').map(({ file, name }) => {
      const path = `${folder}/${file}`;
      const text = read(file);
      return { program: name, file: path, text, gaps: parseGaps(path, text).gaps.map(({ number }) => number) };
    }),
    staleStarters: staleStarters(courseDirectory, id),
    mutants: programFacts('mutants', readMutantHeader),
    variants: programFacts('variants', readVariantHeader),
    transcripts: new Map(within('mutants/transcripts', '.txt').map(({ file, name }) => [name, read(file)])),
  };
}

type ReadHeader<Header> = (file: string, text: string, programs: readonly string[]) => HeaderReading<Header>;

function topicOrFault(directory: string): Topic | { fault: string } {
  try {
    return readTopic(directory);
  } catch (error) {
    return { fault: (error as Error).message };
  }
}
