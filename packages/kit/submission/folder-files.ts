import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, refuseLarge, type SubmittedFiles } from './submitted-files.ts';

/** Where something of a submission is. */
export interface SubmissionPlace {
  /** A folder, absolute, above which nothing is checked. */
  base: string;
  path: string;
}

/** A submission that is a folder, with no link in it that is followed. Throws Refusal when it is no folder. */
export function folderFiles({ base, path }: SubmissionPlace, fileBytes: number): SubmittedFiles {
  enter(base, path.split(/[/\\]/));
  return { read: (way) => fileBelow(join(base, path), way, fileBytes) };
}

/** A file that is a submission as a whole, with no link on the way to it. Throws Refusal. */
export function wholeFile({ base, path }: SubmissionPlace, limit: number): Buffer {
  const way = path.split(/[/\\]/);
  enter(base, way.slice(0, -1));
  const bytes = fileBelow(base, way.join('/'), limit);
  if (bytes) return bytes;
  throw new Refusal(`There is no ${path}.`);
}

function enter(base: string, way: string[]): void {
  for (const [index] of way.entries()) {
    const part = way.slice(0, index + 1).join('/');
    const kind = kindOf(join(base, part), part);
    if (kind !== 'folder' && kind !== 'nothing') throw new Refusal(`"${part}" is no folder. Submit a folder.`);
  }
}

/** The content of a file below `folder`; `undefined` when it is not there. */
function fileBelow(folder: string, path: string, limit: number): Buffer | undefined {
  const way = path.split('/');
  for (const [index] of way.entries()) {
    const part = way.slice(0, index + 1).join('/');
    const kind = kindOf(join(folder, part), part);
    if (kind === 'nothing') return undefined;
    const expected = index === way.length - 1 ? 'file' : 'folder';
    if (kind !== expected) throw new Refusal(`${part} is not a ${expected}. Submit ${path} as a file.`);
  }
  return readable(path, () => readWhole(join(folder, path), path, limit));
}

function kindOf(path: string, name: string): 'file' | 'folder' | 'other' | 'nothing' {
  const stat = readable(name, () => lstatSync(path, { throwIfNoEntry: false }));
  if (!stat) return 'nothing';
  if (stat.isSymbolicLink()) throw new Refusal(`${name} is a link. Submit what it points to, in its place.`);
  if (stat.isDirectory()) return 'folder';
  return stat.isFile() ? 'file' : 'other';
}

/** What is wrong with a file as it was handed in (errno(3)); anything else is the machine's. */
const THEIRS = new Set(['EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'ENOTDIR', 'EISDIR', 'ENXIO', 'EINVAL']);

function readable<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (error instanceof Refusal || !THEIRS.has(code)) throw error;
    throw new Refusal(`${name} cannot be read (${code}). Give yourself permission to read it.`);
  }
}

/** Reads no more than the limit, whatever the file has become since it was looked at. */
function readWhole(path: string, name: string, limit: number): Buffer {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants; // Windows has neither of the last two
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { size } = fstatSync(file);
    refuseLarge(name, size, limit);
    const buffer = Buffer.alloc(size);
    let length = 0;
    for (let read = -1; read !== 0 && length < size; length += read) {
      read = readSync(file, buffer, length, size - length, null);
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
