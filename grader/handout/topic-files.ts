import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { filesUnder } from '../prove/facts/course-files.ts';
import { staleStarters } from '../starters/stale-starters.ts';
import { type HandoutFile, packageFile } from './handout-file.ts';
import { Refusal } from './refusal.ts';

/**
 * What students get of a topic: its lesson, its description, its starters, its public suite, its questions, and the files that
 * its programs may read. Whatever else stands in its folder stays.
 * @throws Refusal when a starter is not what its solution says
 */
export function topicFiles({ id, directory, programs }: Topic, courseDirectory: string): HandoutFile[] {
  const stale = staleStarters(courseDirectory, id);
  if (stale.length > 0) throw new Refusal(stale);
  const allowed = new Set([
    'README.md',
    'package.json',
    'topic.yaml',
    'quiz.yaml',
    ...Object.keys(programs).map((program) => `src/${program}.ts`),
    ...Object.values(programs).flatMap(({ reads = [] }) => reads),
  ]);
  return filesUnder(directory)
    .filter((file) => allowed.has(file) || /^tests\/[^/]+\.ts$/.test(file))
    .map((file) => {
      const [path, content] = [`packages/${id}/${file}`, readFileSync(join(directory, file))];
      return file === 'package.json' ? packageFile(path, content.toString()) : { path, content };
    });
}
