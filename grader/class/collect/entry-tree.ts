import { type ArchiveEntry, ArchiveFault, quoted } from './archive-entry.ts';
import type { CollectLimits } from './limits.ts';

const TOP = 'packages'; // What each topic stands under.

/**
 * The files of an archive by path, without folders that wrap it all, as in `lab-main/packages/…`.
 * @param isOfCourse whether the course itself has a file at this path: those of a whole fork do not count
 * @throws ArchiveFault when two names would be one, or when there are too many files
 */
export function entryTree(
  entries: ArchiveEntry[],
  { files: limit }: Pick<CollectLimits, 'files'>,
  isOfCourse: (path: string) => boolean,
): Map<string, Buffer> {
  refuseTwins(entries);
  const wrapping = countWrapping(entries);
  const files = new Map<string, Buffer>();
  let own = 0;
  for (const { way, content } of entries) {
    const path = way.slice(wrapping).join('/');
    if (!content || path === '') continue;
    files.set(path, content);
    if (!isOfCourse(path)) own += 1;
  }
  if (own <= limit) return files;
  throw new ArchiveFault(`has ${own} files of its own in it, the limit is ${limit}. Leave out what is not yours`);
}

/** Where a file system takes two names for one, it depends on who unpacks which of the two it is. */
function refuseTwins(entries: ArchiveEntry[]): void {
  const seen = new Map<string, { name: string; isFile: boolean }>();
  for (const { way, content } of entries) {
    let name = '';
    let key = '';
    for (const [depth, part] of way.entries()) {
      if (part.includes('\uFFFD')) break; // no two names that were not UTF-8 are known to be the same
      name += `${depth === 0 ? '' : '/'}${part}`;
      key += `/${part.normalize('NFC').toLowerCase()}`;
      const isFile = depth === way.length - 1 && content !== undefined;
      const twin = seen.get(key);
      if (twin && (twin.isFile || isFile || twin.name !== name)) throw new ArchiveFault(twinsInWords(twin.name, name));
      if (!twin) seen.set(key, { name, isFile });
    }
  }
}

function twinsInWords(first: string, second: string): string {
  if (first === second) return `has ${quoted(first)} in it twice. Pack the folder anew`;
  const isCase = first.normalize('NFC') !== second.normalize('NFC');
  const how = isCase ? 'case' : 'the way an accent is written';
  return `has ${quoted(first)} and ${quoted(second)} in it, which differ in ${how} only. Remove one of them`;
}

/** How many folders stand around all of the files; `packages` is none of them. */
function countWrapping(entries: ArchiveEntry[]): number {
  const ways = entries.filter(({ content }) => content).map(({ way }) => way);
  const [first = []] = ways;
  let depth = 0;
  while (
    first[depth] !== TOP &&
    ways.length > 0 &&
    ways.every((way) => depth < way.length - 1 && way[depth] === first[depth])
  )
    depth += 1;
  return depth;
}
