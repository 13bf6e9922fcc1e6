import { ArchiveFault, quoted } from './archive-fault.ts';

/** Folders that come along when a working copy is packed, and what macOS adds; never a part of a submission. */
const NOT_OF_IT = new Set(['.git', 'node_modules', '__MACOSX', '.DS_Store']);

/** Characters of a path, and names in it: no system that people work with has longer ones, and comparing them takes time. */
const LONGEST = 1024;
const DEEPEST = 50;

/**
 * Where an entry of an archive stands: the names of the folders on the way, and its own. Windows' backslashes, `./` and
 * doubled slashes are no trouble. Empty for the top itself.
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

/**
 * A name whose encoding nothing tells: UTF-8 where it is that, else Latin-1, in which no two names are read alike. The
 * declared files have names of ASCII, which are the same in all of them.
 */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
