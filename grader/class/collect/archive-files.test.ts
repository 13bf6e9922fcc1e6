import { mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { ArchiveFolder, file, RIGHT, SERVER_TS } from './fixtures/archive-folder.ts';
import { makeZip, type ZipEntry } from './fixtures/make-zip.ts';

const AGAIN = 'Pack it again, and upload all of it.';
const HAND_IN = 'Hand in a .zip or a .tar.gz.';
const folder = new ArchiveFolder();

describe('takes', () => {
  const zips: [string, ZipEntry[]][] = [
    ['a file', [RIGHT]],
    ['a stored file', [{ ...RIGHT, method: 0 }]],
    ['folders of their own', [{ name: 'packages/', mode: 0o40755 }, { name: 'packages/echo/', mode: 0 }, RIGHT]],
    [
      'a wrapping folder',
      [
        { name: 'lab-main/', mode: 0o40755 },
        { ...RIGHT, name: `lab-main/${SERVER_TS}` },
      ],
    ],
    ['two of them', [{ name: 'ana/' }, { name: 'ana/lab/' }, { ...RIGHT, name: `ana/lab/${SERVER_TS}` }]],
    ['a wrapping folder with files in it', [{ name: 'lab/README.md' }, { ...RIGHT, name: `lab/${SERVER_TS}` }]],
    ["Windows' backslashes", [{ name: 'lab\\' }, { ...RIGHT, name: `lab\\${SERVER_TS.replaceAll('/', '\\')}` }]],
    [
      "macOS's metadata",
      [
        { ...RIGHT, name: `lab/${SERVER_TS}` },
        { name: 'lab/.DS_Store', content: 'x' },
        { name: `__MACOSX/lab/${SERVER_TS.replace('server', '._server')}`, content: 'x' },
        { name: 'lab/packages/._echo', content: 'x' },
      ],
    ],
    [
      'a working copy with node_modules and .git, whatever is in there',
      [
        RIGHT,
        { name: 'node_modules/.bin/tsx', mode: 0o120777, content: '../tsx/cli' },
        { name: '.git/objects/pack/large', size: 4_000_000_000 },
      ],
    ],
    [
      'names in UTF-8',
      [
        { ...RIGHT, name: `José/${SERVER_TS}`, flags: 0x800 },
        { name: 'José/ñandú.txt', flags: 0x800 },
      ],
    ],
    [
      'names in Latin-1',
      [
        { ...RIGHT, name: Buffer.from(`José/${SERVER_TS}`, 'latin1') },
        { name: Buffer.from('José/ñ.txt', 'latin1') },
        { name: Buffer.from('José/í.txt', 'latin1') },
      ],
    ],
    ['an archive in the archive, as a file', [RIGHT, { name: 'more.zip', content: makeZip([RIGHT]) }]],
    ['__proto__ as a name', [RIGHT, { name: '__proto__/x' }, { name: 'constructor' }]],
  ];
  test.each(zips)('%s (.zip)', async (_, entries) => {
    expect(await folder.zip(...entries)).toBe('one\n');
  });

  const tars: [string, TarEntry[]][] = [
    ['a file', [file(SERVER_TS)]],
    ['./ before it', [{ header: { name: './', type: 'directory', size: 0 } }, file(`./${SERVER_TS}`)]],
    ['a wrapping folder', [{ header: { name: 'lab', type: 'directory', size: 0 } }, file(`lab/${SERVER_TS}`)]],
    ['long names', [file(SERVER_TS), file(`${'x'.repeat(120)}/${'y'.repeat(240)}/${'z/'.repeat(40)}z`)]],
    ["macOS's metadata", [file(`._lab`), file(`lab/${SERVER_TS}`), file('lab/packages/._echo')]],
  ];
  test.each(tars)('%s (.tar.gz)', async (_, entries) => {
    expect(await folder.tar(...entries)).toBe('one\n');
  });

  test('a .tar, and an archive whose name says another kind', async () => {
    const bytes = await packTar([file(SERVER_TS)]);
    expect(await folder.collected('ana.tar', bytes)).toBe('one\n');
    const old = Buffer.from(bytes);
    const magic = old.subarray(257, 265).reduce((sum, byte) => sum + byte, 0);
    old.fill(0, 257, 265);
    old.write((Number.parseInt(old.toString('latin1', 148, 154), 8) - magic).toString(8).padStart(6, '0'), 148);
    expect(await folder.collected('ana.tar', old)).toBe('one\n'); // of 1979, without its magic
    expect(await folder.collected('ana.zip', gzipSync(bytes))).toBe('one\n');
    expect(await folder.collected('ana.tgz', makeZip([RIGHT]))).toBe('one\n');
  });

  test('200 files; more, where the course has them too', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `more/${index}` }));
    expect(await folder.zip(RIGHT, ...many(199))).toBe('one\n');
    expect(await folder.collected('ana.zip', makeZip([RIGHT, ...many(700)]), (path) => path.startsWith('more/'))).toBe(
      'one\n',
    );
  });

  test('nothing from an archive without anything in it', async () => {
    expect(await folder.zip()).toBe('nothing');
    expect(await folder.tar()).toBe('nothing');
  });

  test('nothing to the disk', async () => {
    await folder.zip(RIGHT, { name: 'x' });
    expect(readdirSync(folder.base).filter((name) => !/^ana\.(zip|tgz|tar(\.gz)?)$/.test(name))).toEqual([]);
  });
});

describe('is refused', { timeout: 30_000 }, () => {
  const whole: [string, string, Uint8Array, string][] = [
    ['nothing', 'ana.zip', Buffer.alloc(0), `is empty. ${HAND_IN}`],
    ['text', 'ana.zip', Buffer.from('PK, my work'), `is no archive. ${HAND_IN}`],
    ['RAR', 'ana.rar', Buffer.from('Rar!\x1a\x07'), `is RAR, which is not read. ${HAND_IN}`],
    ['7z', 'ana.zip', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), `is 7z, which is not read. ${HAND_IN}`],
    ['gzip of something else', 'ana.tgz', gzipSync('text'), `is cut off. ${AGAIN}`],
    ['a .zip cut off', 'ana.zip', makeZip([RIGHT]).subarray(0, 90), `is cut off, or no .zip. ${AGAIN}`],
    [
      'a .zip with something after it',
      'ana.zip',
      Buffer.concat([makeZip([RIGHT]), Buffer.from('x')]),
      'is damaged (Invalid comment length). Pack it again.',
    ],
  ];
  test.each(whole)('%s', async (_, name, bytes, reason) => {
    expect(await folder.collected(name, bytes)).toBe(`${name} ${reason}`);
  });

  test('an archive that is too large, a folder, a link, or is not there', async () => {
    writeFileSync(join(folder.base, 'large.zip'), '');
    truncateSync(join(folder.base, 'large.zip'), 17 * 1024 * 1024);
    expect(await folder.collectedOf('large.zip')).toBe('large.zip has 17 MiB, the limit is 16 MiB. Make it smaller.');
    mkdirSync(join(folder.base, 'folder.zip'));
    expect(await folder.collectedOf('folder.zip')).toBe('folder.zip is not a file. Submit folder.zip as a file.');
    symlinkSync('/etc/passwd', join(folder.base, 'link.zip'));
    expect(await folder.collectedOf('link.zip')).toBe('link.zip is a link. Submit what it points to, in its place.');
    expect(await folder.collectedOf('none.zip')).toBe('There is no none.zip.');
    for (const name of ['large.zip', 'folder.zip', 'link.zip']) rmSync(join(folder.base, name), { recursive: true });
  });

  test('a declared file that is too large', async () => {
    const content = Array.from({ length: 70_000 }, (_, at) => String.fromCharCode(97 + ((at * at) % 26))).join('');
    expect(await folder.zip({ name: SERVER_TS, content })).toBe(
      `${SERVER_TS} has 69 KiB, the limit is 64 KiB. Make it smaller.`,
    );
  });
});
