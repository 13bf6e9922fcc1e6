import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** For controls: unpacks a .zip to where its names say, links too. @returns the bytes that came out */
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
