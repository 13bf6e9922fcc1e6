import { crc32, deflateRawSync } from 'node:zlib';

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
