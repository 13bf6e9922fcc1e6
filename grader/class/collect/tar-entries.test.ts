import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { ArchiveFolder, file, SERVER_TS } from './fixtures/archive-folder.ts';

const IN_CASE = 'which differ in case only. Remove one of them.';
const NOT_YOURS = ' Leave out what is not yours.';
const AGAIN = 'Pack it again, and upload all of it.';
const NO_FILE = ' in it, which is no file';
const folder = new ArchiveFolder();

describe('is refused', { timeout: 30_000 }, () => {
  const tars: [string, TarEntry[], string][] = [
    ['path traversal', [file('../x')], 'has "../x" in it, which leads out. Pack the folder itself.'],
    ['an absolute path', [file('/etc/x')], 'has the absolute path "/etc/x" in it. Pack the folder itself.'],
    [
      'a link',
      [{ header: { name: 'a', type: 'symlink', linkname: '/etc/passwd', size: 0 } }],
      'has the link "a" in it. Pack what it points to, in its place.',
    ],
    [
      'a hard link',
      [file('b'), { header: { name: 'a', type: 'link', linkname: 'b', size: 0 } }],
      'has the link "a" in it. Pack what it points to, in its place.',
    ],
    [
      'a device',
      [{ header: { name: 'a', type: 'block-device', size: 0 } }],
      `has "a"${NO_FILE} (block-device). Leave it out.`,
    ],
    ['a pipe', [{ header: { name: 'a', type: 'fifo', size: 0 } }], `has "a"${NO_FILE} (fifo). Leave it out.`],
    [
      'a sparse file',
      [{ ...file('a'), header: { name: 'a', size: 4, pax: { 'GNU.sparse.realsize': '9999999999' } } }],
      `has "a"${NO_FILE} (sparse). Leave it out.`,
    ],
    ['a name twice', [file('a'), file('a')], 'has "a" in it twice. Pack the folder anew.'],
    ['two names that differ in case only', [file('a/b'), file('A/c')], `has "a" and "A" in it, ${IN_CASE}`],
    [
      '2001 folders',
      Array.from({ length: 2001 }, (_, at): TarEntry => ({ header: { name: `${at}`, type: 'directory', size: 0 } })),
      'has more than 2000 entries. Leave out node_modules, .git and what else is not yours.',
    ],
    ['a bomb', [file('big', 'x'.repeat(17 * 1024 * 1024))], `unpacks to more than 16 MiB.${NOT_YOURS}`],
    [
      'what grows as no program does',
      [file('log', 'x'.repeat(2 * 1024 * 1024))],
      `unpacks to more than 100 times its size.${NOT_YOURS}`,
    ],
  ];
  test.each(tars)('%s', async (_, entries, reason) => {
    expect(await folder.tar(...entries)).toBe(`ana.tar.gz ${reason}`);
  });

  test('a .tar.gz cut off, or with a bit turned over', async () => {
    const bytes = gzipSync(await packTar([file(SERVER_TS)]));
    expect(await folder.collected('ana.tgz', bytes.subarray(0, -20))).toBe(`ana.tgz is cut off. ${AGAIN}`);
    bytes[bytes.length - 6] = (bytes.at(-6) ?? 0) ^ 1;
    expect(await folder.collected('ana.tgz', bytes)).toBe('ana.tgz is damaged (Z_DATA_ERROR). Pack it again.');
    const header = gunzipSync(gzipSync(await packTar([file(SERVER_TS)])));
    header[0] = 0x71; // a name, and its checksum no longer right
    expect(await folder.collected('ana.tgz', gzipSync(header))).toBe(
      'ana.tgz is damaged, or no .tar (Invalid tar header checksum). Pack it again.',
    );
  });

  test('a .tar.gz that says it has more than it has', async () => {
    const header = Buffer.from(await packTar([file(SERVER_TS)]));
    header.write('00777777777', 124); // 128 MiB, in the octal digits of ustar (tar(5))
    header.fill(' ', 148, 156);
    const sum = header.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0`, 148);
    expect(await folder.collected('ana.tgz', gzipSync(header))).toBe(`ana.tgz is cut off. ${AGAIN}`);
  });
});
