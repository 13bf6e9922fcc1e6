import { crc32, inflateRawSync } from 'node:zlib';
import { isMachineError } from '@socket-lab/kit/failure/machine-error';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import {
  type ArchiveEntry,
  ArchiveFault,
  decodeName,
  entryPath,
  isIgnored,
  quoted,
  refuseMany,
  refuseRatio,
  refuseSize,
} from './archive-entry.ts';
import type { CollectLimits } from './limits.ts';

const STORED = 0; // Ways of packing (APPNOTE.TXT 4.4.5); all the others are rare.
const DEFLATED = 8;
/** Of the general purpose flag (APPNOTE.TXT 4.4.4): encrypted, strongly encrypted, directory encrypted. */
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
/** Kinds of file, which Unix writes into the upper half of the external attributes (inode(7)). */
const KIND_MASK = 0o170000;
const FOLDER = 0o040000;
const REGULAR = 0o100000;
const LINK = 0o120000;

/** The bytes of an entry: its header begins at `start`, its packed content at `data`. */
type Span = { start: number; data: number; end: number };

/** Unpacks a .zip into memory. Sizes are counted as they come, whatever the headers say. @throws ArchiveFault */
export async function zipEntries(bytes: Buffer, limits: CollectLimits): Promise<ArchiveEntry[]> {
  try {
    const zip = await fromBufferPromise(bytes, { decodeStrings: false });
    refuseMany(zip.entryCount, limits);
    return await unpack(zip, bytes, limits);
  } catch (error) {
    throw error instanceof ArchiveFault || isMachineError(error) ? error : faultOfZip(error as Error);
  }
}

async function unpack(zip: ZipFile, bytes: Buffer, limits: CollectLimits): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const spans: Span[] = [];
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    const name = decodeName(entry.fileNameRaw);
    const way = entryPath(name);
    if (isIgnored(way)) continue;
    const isFolder = refuseOddKinds(entry, name);
    const span = await spanOf(zip, entry, name);
    spans.push(span);
    if (!isFolder) unpacked += entry.uncompressedSize;
    refuseSize(unpacked, limits);
    const content = isFolder ? undefined : inflate(entry, bytes.subarray(span.data, span.end), name);
    entries.push({ way, content });
  }
  refuseOverlap(spans);
  return entries;
}

/** Whether it is a folder; what is neither that nor a regular file is refused, and so is what cannot be unpacked. */
function refuseOddKinds(entry: Entry, name: string): boolean {
  const kind = (entry.externalFileAttributes >>> 16) & KIND_MASK;
  if (kind === LINK) throw new ArchiveFault(`has the link ${quoted(name)} in it. Pack what it points to, in its place`);
  if (kind !== 0 && kind !== FOLDER && kind !== REGULAR) {
    throw new ArchiveFault(`has ${quoted(name)} in it, which is no file. Leave it out`);
  }
  if (kind === FOLDER || /[/\\]$/.test(name)) return true;
  if (entry.generalPurposeBitFlag & ENCRYPTED) throw new ArchiveFault('is encrypted. Pack it without a password');
  if (entry.compressionMethod === STORED || entry.compressionMethod === DEFLATED) return false;
  throw new ArchiveFault(
    `is packed in a way that is not read (method ${entry.compressionMethod}). Pack it as a plain .zip`,
  );
}

async function spanOf(zip: ZipFile, entry: Entry, name: string): Promise<Span> {
  const { fileName, fileDataStart } = await zip.readLocalFileHeaderPromise(entry, {});
  if (!fileName.equals(entry.fileNameRaw)) {
    throw new ArchiveFault(`gives the file ${quoted(name)} two names. Pack it again`);
  }
  return { start: entry.relativeOffsetOfLocalHeader, data: fileDataStart, end: fileDataStart + entry.compressedSize };
}

/** Never unpacks more than the directory says: what is more is a lie of the directory. */
function inflate(entry: Entry, packed: Buffer, name: string): Buffer {
  const { uncompressedSize: size, compressionMethod } = entry;
  refuseRatio(packed.length, size);
  const content = compressionMethod === STORED ? packed : inflateAtMost(packed, size, name);
  if (content.length === size && crc32(content) === entry.crc32) return content;
  throw new ArchiveFault(`is damaged: ${quoted(name)} is not what its directory says. Pack it again`);
}

function inflateAtMost(packed: Buffer, size: number, name: string): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    if (isMachineError(error)) throw error;
    const isMore = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const what = isMore ? 'unpacks to more than its directory says' : 'cannot be unpacked';
    throw new ArchiveFault(`is damaged: ${quoted(name)} ${what}. Pack it again`);
  }
}

/** Entries that share bytes unpack to far more than the archive has. */
function refuseOverlap(spans: Span[]): void {
  let end = 0;
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.start < end) throw new ArchiveFault('has files in it that share their bytes. Pack it again');
    end = span.end;
  }
}

function faultOfZip({ message }: Error): ArchiveFault {
  if (/encrypt/i.test(message)) return new ArchiveFault('is encrypted. Pack it without a password');
  if (/end of central directory|unexpected EOF/i.test(message)) {
    return new ArchiveFault('is cut off, or no .zip. Pack it again, and upload all of it');
  }
  return new ArchiveFault(`is damaged (${message.split(/[.:\n]/)[0]}). Pack it again`);
}
