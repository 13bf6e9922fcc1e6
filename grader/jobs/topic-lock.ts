import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Topic } from '@socket-lab/kit/topic/topic';

/** The parts of a topic that no job reads: lessons, programs, and the quiz, which is graded when a class is scored. */
const DECIDES_NOTHING = new Set([
  ...['README.md', 'src', 'solution', 'mutants', 'variants'],
  ...['quiz.yaml', 'answers.yaml', 'hidden/quiz-key.yaml'],
]);

const KIT_DECIDES_NOTHING = ['commands/', 'record/', 'wire/pcap/'];

export function decidesGrade(path: string): boolean {
  return isProduct(path) && !KIT_DECIDES_NOTHING.some((room) => path.startsWith(room));
}

/** What decides a topic's grades besides the submissions: each part and its SHA-256, or the part's version. */
type TopicLock = Record<string, string>;

export function topicLock(topic: Topic, repository: string): TopicLock {
  const lock: TopicLock = { node: process.version, platform: process.platform };
  const addFile = (name: string, path: string) => {
    lock[name] = createHash('sha256').update(readFileSync(path)).digest('hex');
  };
  const addFolder = (name: string, folder: string, decides: (path: string) => boolean) => {
    for (const path of filesUnder(folder).filter(decides)) addFile(`${name}/${path}`, join(folder, path));
  };
  addFolder(topic.id, topic.directory, (path) => !DECIDES_NOTHING.has(firstPart(path)) && !DECIDES_NOTHING.has(path));
  const kit = fileURLToPath(new URL('../../packages/kit', import.meta.url));
  addFolder('packages/kit', kit, decidesGrade);
  addFolder('grader/jobs', fileURLToPath(new URL('.', import.meta.url)), isProduct);
  const versions = join(repository, 'pnpm-lock.yaml');
  if (existsSync(versions)) addFile('pnpm-lock.yaml', versions);
  return lock;
}

/** A short form of a lock: equal only when all of it is equal. */
export const lockDigest = (lock: TopicLock): string => createHash('sha256').update(JSON.stringify(lock)).digest('hex');
const firstPart = (path: string): string => path.split('/', 1)[0] ?? path;
const isProduct = (path: string): boolean => !path.endsWith('README.md') && !path.includes('.test.');

/** The files of a folder, relative to it with `/`, in one order everywhere. */
function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)).map((path) => `${entry.name}/${path}`) : [entry.name],
  );
}
