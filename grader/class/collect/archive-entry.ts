import { sizeInWords } from '@socket-lab/kit/submission/submission-limits';
import { ArchiveFault } from './archive-fault.ts';
import type { CollectLimits } from './limits.ts';

/** Something in an archive that counts: metadata is left out, and links and the like are refused before. */
export interface ArchiveEntry {
  /** The names of the folders on the way, and its own. */
  way: string[];
  /** None of a folder. */
  content: Buffer | undefined;
}

/** Entries of an archive for each file that it may have: folders, metadata and the course's own files come on top. */
const ENTRIES_FOR_EACH_FILE = 10;

/** Unpacked size over packed size. Programs come to 3 to 10, a log of one line again and again to some hundreds. */
const RATIO_LIMIT = 100;
/** Below this unpacked size, in bytes, no ratio does harm. */
const RATIO_COUNTS_FROM = 1024 * 1024;

/** @throws ArchiveFault when there are more entries than a submission ever has, whatever they are */
export function refuseMany(entries: number, { files }: CollectLimits): void {
  const limit = files * ENTRIES_FOR_EACH_FILE;
  if (entries <= limit) return;
  throw new ArchiveFault(`has more than ${limit} entries. Leave out node_modules, .git and what else is not yours`);
}

/** @throws ArchiveFault when this much would be too much */
export function refuseSize(unpacked: number, { archiveBytes }: CollectLimits): void {
  if (unpacked <= archiveBytes) return;
  throw new ArchiveFault(`unpacks to more than ${sizeInWords(archiveBytes)}. Leave out what is not yours`);
}

/** @throws ArchiveFault for what grows as only a bomb does */
export function refuseRatio(packed: number, unpacked: number): void {
  if (unpacked <= RATIO_COUNTS_FROM || unpacked <= packed * RATIO_LIMIT) return;
  throw new ArchiveFault(`unpacks to more than ${RATIO_LIMIT} times its size. Leave out what is not yours`);
}
