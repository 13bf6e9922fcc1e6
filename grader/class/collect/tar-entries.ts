import { gunzipSync } from 'node:zlib';
import { isMachineError } from '@socket-lab/kit/failure/machine-error';
import { type TarHeader, unpackTar } from 'modern-tar';
import {
  type ArchiveEntry,
  ArchiveFault,
  entryPath,
  isIgnored,
  quoted,
  refuseMany,
  refuseRatio,
  refuseSize,
} from './archive-entry.ts';
import type { CollectLimits } from './limits.ts';

/** Unpacks a .tar.gz into memory, no more of it than the limit. @throws ArchiveFault */
export async function tarGzEntries(bytes: Buffer, limits: CollectLimits): Promise<ArchiveEntry[]> {
  return tarEntries(gunzip(bytes, limits), limits);
}

/** Reads a .tar. @throws ArchiveFault */
export async function tarEntries(bytes: Buffer, limits: CollectLimits): Promise<ArchiveEntry[]> {
  let seen = 0;
  const filter = (header: TarHeader) => {
    seen += 1;
    refuseMany(seen, limits);
    if (isIgnored(entryPath(header.name))) return false;
    refuseOddKinds(header);
    return true;
  };
  try {
    const entries = await unpackTar(bytes, { strict: true, filter });
    return entries.map(({ header, data }) => ({
      way: entryPath(header.name),
      content: header.type === 'directory' ? undefined : Buffer.from(data ?? []),
    }));
  } catch (error) {
    throw error instanceof ArchiveFault || isMachineError(error) ? error : faultOfTar(error as Error);
  }
}

function gunzip(bytes: Buffer, limits: CollectLimits): Buffer {
  const { archiveBytes } = limits;
  try {
    const tar = gunzipSync(bytes, { maxOutputLength: archiveBytes });
    refuseRatio(bytes.length, tar.length);
    return tar;
  } catch (error) {
    if (error instanceof ArchiveFault || isMachineError(error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') refuseSize(archiveBytes + 1, limits);
    if (code === 'Z_BUF_ERROR') throw new ArchiveFault('is cut off. Pack it again, and upload all of it');
    throw new ArchiveFault(`is damaged (${code}). Pack it again`);
  }
}

function refuseOddKinds({ name, type, pax = {} }: TarHeader): void {
  if (type === 'link' || type === 'symlink') {
    throw new ArchiveFault(`has the link ${quoted(name)} in it. Pack what it points to, in its place`);
  }
  const isSparse = Object.keys(pax).some((key) => key.startsWith('GNU.sparse.'));
  if (isSparse || (type !== 'file' && type !== 'directory')) {
    throw new ArchiveFault(`has ${quoted(name)} in it, which is no file (${isSparse ? 'sparse' : type}). Leave it out`);
  }
}

function faultOfTar({ message }: Error): ArchiveFault {
  if (/truncated/i.test(message)) return new ArchiveFault('is cut off. Pack it again, and upload all of it');
  return new ArchiveFault(`is damaged, or no .tar (${message.replace(/\.$/, '')}). Pack it again`);
}
