import { type SubmissionPlace, wholeFile } from '@socket-lab/kit/submission/folder-files';
import { Refusal, refuseLarge, type SubmittedFiles } from '@socket-lab/kit/submission/submitted-files';
import { type ArchiveEntry, ArchiveFault } from './archive-entry.ts';
import { entryTree } from './entry-tree.ts';
import type { CollectLimits } from './limits.ts';
import { tarEntries, tarGzEntries } from './tar-entries.ts';
import { zipEntries } from './zip-entries.ts';

/** What ends like this is an archive, of a kind that is read or of one that is refused. */
export const ARCHIVE = /\.(zip|tar|tar\.(gz|xz|bz2|zst)|tgz|txz|tbz2|rar|7z)$/i;
type Unpack = (bytes: Buffer, limits: CollectLimits) => Promise<ArchiveEntry[]>;

/** What an archive is, by its first bytes: its name may say something else. */
const KINDS: { magic: string; at?: number; unpack?: Unpack; name?: string }[] = [
  { magic: 'PK\x03\x04', unpack: zipEntries },
  { magic: 'PK\x05\x06', unpack: zipEntries }, // with nothing in it
  { magic: '\x1f\x8b', unpack: tarGzEntries },
  { magic: 'ustar', at: 257, unpack: tarEntries },
  { magic: 'Rar!', name: 'RAR' },
  { magic: '7z\xbc\xaf\x27\x1c', name: '7z' },
  { magic: '\xfd7zXZ', name: 'xz' },
  { magic: 'BZh', name: 'bzip2' },
  { magic: '\x28\xb5\x2f\xfd', name: 'zstd' },
];

/**
 * A submission that is an archive, unpacked into memory. @param isOfCourse whether the course has a file at this path
 * @throws Refusal, whatever is wrong with it
 */
export async function archiveFiles(
  place: SubmissionPlace,
  limits: CollectLimits,
  isOfCourse: (path: string) => boolean,
): Promise<SubmittedFiles> {
  const bytes = wholeFile(place, limits.archiveBytes);
  try {
    const files = entryTree(await unpack(place.path, bytes, limits), limits, isOfCourse);
    return {
      read(path) {
        const content = files.get(path);
        if (content) refuseLarge(path, content.length, limits.fileBytes);
        return content;
      },
    };
  } catch (error) {
    if (error instanceof ArchiveFault) throw new Refusal(`${place.path} ${error.message}.`);
    throw error;
  }
}

function unpack(name: string, bytes: Buffer, limits: CollectLimits): Promise<ArchiveEntry[]> {
  const kind = KINDS.find(({ magic, at = 0 }) => bytes.toString('latin1', at, at + magic.length) === magic);
  if (kind?.unpack) return kind.unpack(bytes, limits);
  if (!kind && bytes.length > 0 && /\.tar$/i.test(name)) return tarEntries(bytes, limits); // the oldest have no magic
  const what = kind ? `is ${kind.name}, which is not read` : bytes.length === 0 ? 'is empty' : 'is no archive';
  throw new ArchiveFault(`${what}. Hand in a .zip or a .tar.gz`);
}
