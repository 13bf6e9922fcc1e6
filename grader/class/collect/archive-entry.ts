import { sizeInWords } from '@socket-lab/kit/submission/submission-limits';
import type { CollectLimits } from './limits.ts';

/** Something in an archive that counts: metadata is left out, and links and the like are refused before. */
export interface ArchiveEntry {
  way: string[]; // The names of the folders on the way, and its own.
  content: Buffer | undefined; // None of a folder.
}

/** Entries of an archive for each file that it may have: folders, metadata and the course's own files come on top. */
const ENTRIES_FOR_EACH_FILE = 10;

/** Unpacked size over packed size. Programs come to 3 to 10, a log of one line again and again to some hundreds. */
const RATIO_LIMIT = 100;
const RATIO_COUNTS_FROM = 1024 * 1024; // Below this unpacked size, in bytes, no ratio does harm.

export function refuseMany(entries: number, { files }: CollectLimits): void {
  const limit = files * ENTRIES_FOR_EACH_FILE;
  if (entries <= limit) return;
  throw new ArchiveFault(`has more than ${limit} entries. Leave out node_modules, .git and what else is not yours`);
}

export function refuseSize(unpacked: number, { archiveBytes }: CollectLimits): void {
  if (unpacked <= archiveBytes) return;
  throw new ArchiveFault(`unpacks to more than ${sizeInWords(archiveBytes)}. Leave out what is not yours`);
}

/** @throws ArchiveFault for what grows as only a bomb does */
export function refuseRatio(packed: number, unpacked: number): void {
  if (unpacked <= RATIO_COUNTS_FROM || unpacked <= packed * RATIO_LIMIT) return;
  throw new ArchiveFault(`unpacks to more than ${RATIO_LIMIT} times its size. Leave out what is not yours`);
}

/** Why an archive is not taken; the message is the rest of a sentence that begins with the archive's name. */
export class ArchiveFault extends Error {}

/** A name that a student chose, as messages quote it: not too long, and nothing in it that a terminal obeys. */
export function quoted(name: string): string {
  const characters = [...name];
  return JSON.stringify(characters.length > 80 ? `${characters.slice(0, 80).join('')}…` : name);
}

/** Folders that come along when a working copy is packed, and what macOS adds; never a part of a submission. */
const NOT_OF_IT = new Set(['.git', 'node_modules', '__MACOSX', '.DS_Store']);

/** Characters of a path, and names in it: no system that people work with has longer ones, and comparing them takes time. */
const LONGEST = 1024;
const DEEPEST = 50;

/**
 * The folders on the way to an entry, and its own name; none for the top. Backslashes and `./` are no trouble.
 * @throws ArchiveFault when it leads out, or has in it what no name has
 */
export function entryPath(name: string): string[] {
  if (name.length > LONGEST) throw new ArchiveFault(`has a name of ${name.length} characters in it. Shorten it`);
  const path = name.replaceAll('\\', '/');
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) {
    throw new ArchiveFault(`has the absolute path ${quoted(name)} in it. Pack the folder itself`);
  }
  const way = path.split('/').filter((part) => part !== '' && part !== '.');
  if (way.includes('..')) throw new ArchiveFault(`has ${quoted(name)} in it, which leads out. Pack the folder itself`);
  if (way.length > DEEPEST) throw new ArchiveFault(`has ${way.length} folders in one another in it. Leave them out`);
  if (/\p{Cc}/u.test(path)) {
    throw new ArchiveFault(`has ${quoted(name)} in it, a name with a control character. Rename that file`);
  }
  return way;
}

/** Whether an entry is metadata of the system that packed it, or something else that is left out without a word. */
export function isIgnored(way: string[]): boolean {
  return way.some((part) => NOT_OF_IT.has(part)) || (way.at(-1)?.startsWith('._') ?? false);
}

/** A name of unknown encoding: UTF-8 where it is that, else Latin-1, in which no two names are read alike. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
