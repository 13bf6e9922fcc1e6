import { gzipSync } from 'node:zlib';
import type { HostileEntry } from './zip.ts';

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
