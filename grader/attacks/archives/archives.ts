import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, deflateRawSync, gzipSync, inflateRawSync } from 'node:zlib';

/** An entry of an archive, as whoever wants harm writes it: any name, any kind. */
export interface HostileEntry {
  name: string;
  content: string | Buffer;
  /** What a link points to: it is a link then. */
  link?: string;
}

/** Kind and mode of a file, as Unix writes them into the upper half of the external attributes (inode(7)). */
const REGULAR = 0o100644;
const LINK = 0o120777;

/** A .zip with these entries, whatever their names (APPNOTE.TXT 4.3). */
export function zip(entries: readonly HostileEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, link } of entries) {
    const plain = Buffer.from(link ?? content);
    const packed = deflateRawSync(plain);
    const path = Buffer.from(name);
    const sizes = Buffer.alloc(22);
    sizes.writeUInt16LE(0x0800, 0); // names are UTF-8
    sizes.writeUInt16LE(8, 2); // deflated
    sizes.writeUInt32LE(crc32(plain), 8);
    sizes.writeUInt32LE(packed.length, 12);
    sizes.writeUInt32LE(plain.length, 16);
    sizes.writeUInt16LE(path.length, 20);
    const file = Buffer.concat([Buffer.from('PK\x03\x04\x14\x00', 'latin1'), sizes, Buffer.alloc(2), path, packed]);
    const place = Buffer.alloc(16);
    place.writeUInt16LE(0, 0);
    place.writeUInt32LE((link === undefined ? REGULAR : LINK) * 0x10000, 8);
    place.writeUInt32LE(offset, 12);
    directory.push(Buffer.from('PK\x01\x02\x14\x03\x14\x00', 'latin1'), sizes, place, path);
    files.push(file);
    offset += file.length;
  }
  const size = Buffer.concat(directory).length;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

/**
 * Unpacks a .zip as one does who believes it: each entry goes where its name says, a link becomes a link. It stands for a
 * collection without its layer in the controls.
 * @returns how many bytes came out
 */
export function unpackNaively(zip: Buffer, folder: string): number {
  let unpacked = 0;
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16);
  while (zip.toString('latin1', at, at + 4) === 'PK\x01\x02') {
    const packedSize = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const isLink = zip.readUInt32LE(at + 38) >>> 28 === 0o12;
    const header = zip.readUInt32LE(at + 42);
    const path = join(folder, zip.toString('utf8', at + 46, at + 46 + nameLength));
    const begin = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const content = inflateRawSync(zip.subarray(begin, begin + packedSize));
    mkdirSync(dirname(path), { recursive: true });
    if (isLink) symlinkSync(content.toString(), path);
    else writeFileSync(path, content);
    unpacked += content.length;
    at += 46 + nameLength;
  }
  return unpacked;
}

const BLOCK = 512;
/** Kinds of entry (POSIX pax, ustar). */
const KINDS = { file: '0', symlink: '2' } as const;

/** A .tar.gz with these entries, whatever their names (POSIX pax(1), ustar interchange format). */
export function tarGz(entries: readonly HostileEntry[]): Buffer {
  return gzipSync(Buffer.concat([...entries.flatMap(blocks), Buffer.alloc(2 * BLOCK)]));
}

function blocks({ name, content, link }: HostileEntry): Buffer[] {
  const bytes = link === undefined ? Buffer.from(content) : Buffer.alloc(0);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write('0000644\x000000000\x000000000\0', 100);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148); // as the checksum is counted
  header.write(link === undefined ? KINDS.file : KINDS.symlink, 156);
  header.write(link ?? '', 157);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
  return [header, bytes, padding];
}
