import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { parseGaps } from '../../starters/parse-gaps.ts';
import { staleStarters } from '../../starters/stale-starters.ts';
import { readVariantHeader } from '../mutants/program-header.ts';
import { readMutants } from '../mutants/read-mutants.ts';
import { parsePage } from '../mutants/transcript-page.ts';
import { filesUnder } from './course-files.ts';
import type { TopicFacts } from './topic-facts.ts';

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
    mutants: readMutants(courseDirectory, id, programs),
    variants: within('variants', '.ts').map(({ file, name }) => {
      const path = `${folder}/${file}`;
      const text = read(file);
      return { name, file: path, text, reading: readVariantHeader(path, text, programs) };
    }),
    transcripts: new Map(
      within('mutants', '.transcripts.md').flatMap(({ file, name: program }) =>
        [...parsePage(read(file))].map(([name, transcript]) => [`${program}/${name}`, transcript] as const),
      ),
    ),
  };
}

function topicOrFault(directory: string): Topic | { fault: string } {
  try {
    return readTopic(directory);
  } catch (error) {
    return { fault: (error as Error).message };
  }
}
