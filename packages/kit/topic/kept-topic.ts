import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAtomically } from '../text/write-atomically.ts';
import type { Topic } from './topic.ts';

/** What reads a topic: another version of these may read it otherwise. */
const READERS = ['read-topic.ts', 'topic.ts', 'parse-yaml.ts', '../confine/limits-schema.ts', '../package.json'].map(
  (name) => fileURLToPath(new URL(name, import.meta.url)),
);

/**
 * As `readTopic`, for a student's run: to load what reads YAML and checks schemas takes longer than all else that comes before
 * vitest, so what these made of the same files is kept. Out of git, in `node_modules/.cache`; where that cannot be, they read anew.
 */
export async function keptTopic(directory: string): Promise<Topic> {
  const folder = resolve(directory);
  const course = dirname(dirname(folder));
  const kept = join(course, 'node_modules', '.cache', 'socket-lab', `${basename(folder)}.json`);
  const digest = createHash('sha256');
  for (const file of [
    join(folder, 'topic.yaml'),
    join(course, 'course.yaml'),
    join(course, 'package.json'),
    ...READERS,
  ]) {
    digest.update(existsSync(file) ? JSON.stringify(readFileSync(file, 'utf8')) : '-');
  }
  const decidedBy = digest.digest('hex');
  const known = readKept(kept);
  if (known?.decidedBy === decidedBy) return { ...known.topic, directory: folder };
  const topic = (await import('./read-topic.ts')).readTopic(folder);
  try {
    writeAtomically(kept, JSON.stringify({ decidedBy, topic }));
  } catch {
    // read-only: the next run reads it anew, too
  }
  return topic;
}

function readKept(path: string): { decidedBy: string; topic: Topic } | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
