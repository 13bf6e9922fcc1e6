import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from '@socket-lab/kit/topic/topic';
import type { Student } from './class-list.ts';
import { faultOfSource } from './source-text.ts';

/** What a submission has of one topic. */
export type Collected =
  | { state: 'collected' /** By name: `server.ts`. */; files: Map<string, Buffer> }
  | { state: 'missing'; reason: string }
  | { state: 'rejected'; reason: string };

/** Largest source file, in bytes: the transpiler is soft on larger ones. */
const SOURCE_LIMIT = 64 * 1024;
/** Largest submission, in bytes of declared files. */
const SUBMISSION_LIMIT = 1024 * 1024;

/** By student id, by topic id. */
export type CollectedClass = Map<string, Map<string, Collected>>;

/** Collects every submission of a class. */
export function collectClass(students: Student[], topics: Topic[]): CollectedClass {
  return new Map(students.map((student) => [student.id, collect(student, topics)]));
}

/**
 * Takes from a submission the program files that the topics declare, and nothing else of it. Each is checked: a regular
 * file, no link on the way, within the size limits, UTF-8. What is refused costs its topic, and nothing is thrown.
 * @returns by topic id
 */
export function collect({ submission }: Student, topics: Topic[]): Map<string, Collected> {
  if (submission.state !== 'folder') return new Map(topics.map(({ id }) => [id, submission]));
  const { base, path } = submission;
  let room = SUBMISSION_LIMIT;
  return new Map(
    topics.map((topic): [string, Collected] => {
      const collected = refusing(() => collectTopic(enter(base, path), topic));
      if (collected.state !== 'collected') return [topic.id, collected];
      room -= [...collected.files.values()].reduce((sum, { length }) => sum + length, 0);
      if (room >= 0) return [topic.id, collected];
      const reason = `The programs of this submission up to ${topic.id} are larger than 1 MiB together. Make them smaller.`;
      return [topic.id, { state: 'rejected', reason }];
    }),
  );
}

/** Something that is not taken; the message says what, why, and what to do. */
class Refusal extends Error {}

function refusing(take: () => Collected): Collected {
  try {
    return take();
  } catch (error) {
    if (error instanceof Refusal) return { state: 'rejected', reason: error.message };
    throw error;
  }
}

/** The submission's folder, absolute, once every folder on the way to it is seen to be one. */
function enter(base: string, path: string): string {
  const way = path.split(/[/\\]/);
  for (const [index] of way.entries()) {
    const part = way.slice(0, index + 1).join('/');
    const kind = kindOf(join(base, part), part);
    if (kind !== 'folder' && kind !== 'nothing') throw new Refusal(`"${part}" is no folder. Submit a folder.`);
  }
  return join(base, path);
}

function collectTopic(folder: string, topic: Topic): Collected {
  const files = new Map<string, Buffer>();
  const names = Object.keys(topic.programs).map((program) => `${program}.ts`);
  for (const name of names) {
    const content = take(folder, ['packages', topic.id, 'src', name]);
    if (content) files.set(name, content);
  }
  if (files.size > 0) return { state: 'collected', files };
  return { state: 'missing', reason: `There is no ${names.join(', no ')} in packages/${topic.id}/src.` };
}

/** The content of a file below `folder`; `undefined` when it is not there. */
function take(folder: string, way: string[]): Buffer | undefined {
  for (const [index] of way.entries()) {
    const part = way.slice(0, index + 1).join('/');
    const kind = kindOf(join(folder, part), part);
    if (kind === 'nothing') return undefined;
    const expected = index === way.length - 1 ? 'file' : 'folder';
    if (kind !== expected) throw new Refusal(`${part} is not a ${expected}. Submit ${way.join('/')} as a file.`);
  }
  const name = way.join('/');
  const bytes = readable(name, () => readWhole(join(folder, name), name));
  const fault = faultOfSource(bytes);
  if (fault) throw new Refusal(`${name} ${fault}.`);
  return bytes;
}

function kindOf(path: string, name: string): 'file' | 'folder' | 'other' | 'nothing' {
  const stat = readable(name, () => lstatSync(path, { throwIfNoEntry: false }));
  if (!stat) return 'nothing';
  if (stat.isSymbolicLink()) throw new Refusal(`${name} is a link. Submit what it points to, in its place.`);
  if (stat.isDirectory()) return 'folder';
  return stat.isFile() ? 'file' : 'other';
}

/** A fault of the file system, in words. */
function readable<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(`${name} cannot be read (${code}). Give yourself permission to read it.`);
  }
}

/** Reads no more than the limit, whatever the file has become since it was looked at. */
function readWhole(path: string, name: string): Buffer {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants; // Windows has neither of the last two
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { size } = fstatSync(file);
    if (size > SOURCE_LIMIT) throw new Refusal(`${name} has ${inWords(size)}, the limit is 64 KiB. Make it smaller.`);
    const buffer = Buffer.alloc(SOURCE_LIMIT);
    let length = 0;
    for (let read = -1; read !== 0 && length < SOURCE_LIMIT; length += read) {
      read = readSync(file, buffer, length, SOURCE_LIMIT - length, null);
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function inWords(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.ceil(bytes / 1024 / 1024)} MiB` : `${Math.ceil(bytes / 1024)} KiB`;
}
