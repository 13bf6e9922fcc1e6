import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { SOURCE_LIMIT_BYTES } from '@socket-lab/kit/stage/source-limit';
import { faultOfSource } from './source-text.ts';

/** Largest file, in bytes: what is larger is not compiled, and YAML takes its time. */
const FILE_LIMIT = SOURCE_LIMIT_BYTES;

/** Something that is not taken; the message says what, why, and what to do. */
export class Refusal extends Error {}

/**
 * The content of a file of a submission, once it is seen to be a regular file with no link on the way to it, of 64 KiB at
 * most, and UTF-8; `undefined` when it is not there.
 * @param base a folder, absolute, above which nothing is checked
 * @param submission the way from there to the submission
 * @param way the names of the folders from there on, and of the file
 * @throws Refusal
 */
export function takeFile(base: string, submission: string, way: string[]): Buffer | undefined {
  return fileBelow(enter(base, submission), way);
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

/** The content of a file below `folder`; `undefined` when it is not there. */
function fileBelow(folder: string, way: string[]): Buffer | undefined {
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
    if (size > FILE_LIMIT) throw new Refusal(`${name} has ${inWords(size)}, the limit is 64 KiB. Make it smaller.`);
    const buffer = Buffer.alloc(FILE_LIMIT);
    let length = 0;
    for (let read = -1; read !== 0 && length < FILE_LIMIT; length += read) {
      read = readSync(file, buffer, length, FILE_LIMIT - length, null);
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function inWords(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.ceil(bytes / 1024 / 1024)} MiB` : `${Math.ceil(bytes / 1024)} KiB`;
}
