import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { packTar, type TarEntry } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCourse } from '../course.ts';
import { archiveFiles } from './archive-files.ts';
import { makeZip, type ZipEntry } from './fixtures/make-zip.ts';
import { collectLimits } from './limits.ts';
import { Refusal } from './refusal.ts';

const SERVER_TS = 'packages/echo/src/server.ts';
const LIMITS = collectLimits(parseCourse('title: x', 'course.yaml'));
const RIGHT = { name: SERVER_TS, content: 'one\n' };

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'archivos de ñu '));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** What is collected of an archive: the content of server.ts, or why there is none. */
async function collected(name: string, bytes: Uint8Array, isOfCourse = (_: string) => false): Promise<string> {
  writeFileSync(join(base, name), bytes);
  return collectedOf(name, isOfCourse);
}

async function collectedOf(name: string, isOfCourse = (_: string) => false): Promise<string> {
  try {
    const files = await archiveFiles({ base, path: name }, LIMITS, isOfCourse);
    return files.read(SERVER_TS)?.toString() ?? 'nothing';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

const zip = (...entries: ZipEntry[]) => collected('ana.zip', makeZip(entries));
const tar = async (...entries: TarEntry[]) => collected('ana.tar.gz', gzipSync(await packTar(entries)));
const file = (name: string, body = 'one\n'): TarEntry => ({ header: { name, size: Buffer.byteLength(body) }, body });

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
    expect(await zip(...entries)).toBe('one\n');
  });

  const tars: [string, TarEntry[]][] = [
    ['a file', [file(SERVER_TS)]],
    ['./ before it', [{ header: { name: './', type: 'directory', size: 0 } }, file(`./${SERVER_TS}`)]],
    ['a wrapping folder', [{ header: { name: 'lab', type: 'directory', size: 0 } }, file(`lab/${SERVER_TS}`)]],
    ['long names', [file(SERVER_TS), file(`${'x'.repeat(120)}/${'y/'.repeat(120)}z`)]],
    ["macOS's metadata", [file(`._lab`), file(`lab/${SERVER_TS}`), file('lab/packages/._echo')]],
  ];
  test.each(tars)('%s (.tar.gz)', async (_, entries) => {
    expect(await tar(...entries)).toBe('one\n');
  });

  test('a .tar, and an archive whose name says another kind', async () => {
    const bytes = await packTar([file(SERVER_TS)]);
    expect(await collected('ana.tar', bytes)).toBe('one\n');
    expect(await collected('ana.zip', gzipSync(bytes))).toBe('one\n');
    expect(await collected('ana.tgz', makeZip([RIGHT]))).toBe('one\n');
  });

  test('200 files; more, where the course has them too', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `more/${index}` }));
    expect(await zip(RIGHT, ...many(199))).toBe('one\n');
    expect(await collected('ana.zip', makeZip([RIGHT, ...many(700)]), (path) => path.startsWith('more/'))).toBe(
      'one\n',
    );
  });

  test('nothing from an archive without anything in it', async () => {
    expect(await zip()).toBe('nothing');
    expect(await tar()).toBe('nothing');
  });

  test('nothing to the disk', async () => {
    await zip(RIGHT, { name: 'x' });
    expect(readdirSync(base).filter((name) => !/^ana\.(zip|tgz|tar(\.gz)?)$/.test(name))).toEqual([]);
  });
});

describe('is refused', { timeout: 30_000 }, () => {
  const zips: [string, ZipEntry[], string][] = [
    ['path traversal', [RIGHT, { name: '../../x' }], 'has "../../x" in it, which leads out. Pack the folder itself.'],
    [
      'path traversal inside',
      [{ name: 'a/../../x' }],
      'has "a/../../x" in it, which leads out. Pack the folder itself.',
    ],
    [
      'path traversal by backslashes',
      [{ name: '..\\x' }],
      'has "..\\\\x" in it, which leads out. Pack the folder itself.',
    ],
    ['an absolute path', [{ name: '/etc/x' }], 'has the absolute path "/etc/x" in it. Pack the folder itself.'],
    ['a share', [{ name: '\\\\host\\x' }], 'has the absolute path "\\\\\\\\host\\\\x" in it. Pack the folder itself.'],
    ['a drive', [{ name: 'C:\\x' }], 'has the absolute path "C:\\\\x" in it. Pack the folder itself.'],
    [
      'a control character in a name',
      [{ name: 'a\u001b[2J' }],
      'has "a\\u001b[2J" in it, a name with a control character. Rename that file.',
    ],
    [
      'a NUL in a name',
      [{ name: 'a\0b' }],
      'has "a\\u0000b" in it, a name with a control character. Rename that file.',
    ],
    [
      'a link',
      [{ name: SERVER_TS, mode: 0o120777, content: '/etc/passwd' }],
      `has the link "${SERVER_TS}" in it. Pack what it points to, in its place.`,
    ],
    ['a device', [{ name: 'null', mode: 0o020666 }], 'has "null" in it, which is no file. Leave it out.'],
    ['a pipe', [{ name: 'pipe', mode: 0o010666 }], 'has "pipe" in it, which is no file. Leave it out.'],
    ['a name twice', [RIGHT, RIGHT], `has "${SERVER_TS}" in it twice. Pack the folder anew.`],
    [
      'two names that differ in case only',
      [RIGHT, { name: SERVER_TS.replace('server', 'Server') }],
      `has "${SERVER_TS}" and "packages/echo/src/Server.ts" in it, which differ in case only. Remove one of them.`,
    ],
    [
      'two folders that differ in case only',
      [RIGHT, { name: 'Packages/x' }],
      'has "packages" and "Packages" in it, which differ in case only. Remove one of them.',
    ],
    [
      'two ways to write an accent',
      [{ name: 'é' }, { name: 'e\u0301' }],
      'has "é" and "e\u0301" in it, which differ in the way an accent is written only. Remove one of them.',
    ],
    ['a file that is a folder too', [{ name: 'a' }, { name: 'a/b' }], 'has "a" in it twice. Pack the folder anew.'],
    [
      '201 files',
      Array.from({ length: 201 }, (_, index) => ({ name: `${index}` })),
      'has 201 files of its own in it, the limit is 200. Leave out what is not yours.',
    ],
    [
      '2001 folders',
      Array.from({ length: 2001 }, (_, index) => ({ name: `${index}/` })),
      'has more than 2000 entries. Leave out node_modules, .git and what else is not yours.',
    ],
    [
      'a bomb that says so',
      [{ name: 'big', content: Buffer.alloc(17 * 1024 * 1024) }],
      'unpacks to more than 16 MiB. Leave out what is not yours.',
    ],
    [
      'a bomb of many files',
      Array.from({ length: 20 }, (_, index) => ({ name: `${index}`, content: Buffer.alloc(1024 * 1024) })),
      'unpacks to more than 16 MiB. Leave out what is not yours.',
    ],
    [
      'a bomb that says it is small',
      [{ name: 'big', content: Buffer.alloc(17 * 1024 * 1024), size: 10 }],
      'is damaged: "big" unpacks to more than its directory says. Pack it again.',
    ],
    [
      'what grows as no program does',
      [{ name: 'log', content: Buffer.alloc(2 * 1024 * 1024) }],
      'unpacks to more than 100 times its size. Leave out what is not yours.',
    ],
    [
      'a size that only a 64-bit header has',
      [{ ...RIGHT, size: 0xffffffff }],
      'unpacks to more than 16 MiB. Leave out what is not yours.',
    ],
    [
      'files that share their bytes',
      [RIGHT, { name: SERVER_TS, offset: 0 }].map((entry, index) => ({
        ...entry,
        content: 'one\n',
        name: 'a',
        ...(index && { name: 'a' }),
      })),
      'has files in it that share their bytes. Pack it again.',
    ],
    ['encrypted', [{ ...RIGHT, flags: 1 }], 'is encrypted. Pack it without a password.'],
    ['strongly encrypted', [{ ...RIGHT, flags: 0x41 }], 'is encrypted. Pack it without a password.'],
    [
      'another way of packing',
      [{ ...RIGHT, method: 12 }],
      'is packed in a way that is not read (method 12). Pack it as a plain .zip.',
    ],
    [
      'a wrong checksum',
      [{ ...RIGHT, crc: 1 }],
      `is damaged: "${SERVER_TS}" is not what its directory says. Pack it again.`,
    ],
    [
      'a file that is shorter than it says',
      [{ ...RIGHT, size: 9 }],
      `is damaged: "${SERVER_TS}" is not what its directory says. Pack it again.`,
    ],
    [
      'another name in its own header',
      [{ ...RIGHT, localName: 'x' }],
      `gives the file "${SERVER_TS}" two names. Pack it again.`,
    ],
    [
      'a place outside',
      [{ ...RIGHT, offset: 1_000_000 }],
      'is cut off, or no .zip. Pack it again, and upload all of it.',
    ],
    [
      'a place where nothing begins',
      [{ ...RIGHT, offset: 5 }],
      'is damaged (invalid local file header signature). Pack it again.',
    ],
  ];
  test.each(zips)('%s (.zip)', async (_, entries, reason) => {
    expect(await zip(...entries)).toBe(`ana.zip ${reason}`);
  });

  test('a .zip that says it has more than it has, or less', async () => {
    expect(await collected('ana.zip', makeZip([RIGHT], 3))).toBe(
      'ana.zip is cut off, or no .zip. Pack it again, and upload all of it.',
    );
    expect(await collected('ana.zip', makeZip([RIGHT], 60_000))).toContain('has more than 2000 entries.');
  });

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
      'has "a" in it, which is no file (block-device). Leave it out.',
    ],
    [
      'a pipe',
      [{ header: { name: 'a', type: 'fifo', size: 0 } }],
      'has "a" in it, which is no file (fifo). Leave it out.',
    ],
    [
      'a sparse file',
      [{ ...file('a'), header: { name: 'a', size: 4, pax: { 'GNU.sparse.realsize': '9999999999' } } }],
      'has "a" in it, which is no file (sparse). Leave it out.',
    ],
    ['a name twice', [file('a'), file('a')], 'has "a" in it twice. Pack the folder anew.'],
    [
      'two names that differ in case only',
      [file('a/b'), file('A/c')],
      'has "a" and "A" in it, which differ in case only. Remove one of them.',
    ],
    [
      '2001 folders',
      Array.from(
        { length: 2001 },
        (_, index): TarEntry => ({ header: { name: `${index}`, type: 'directory', size: 0 } }),
      ),
      'has more than 2000 entries. Leave out node_modules, .git and what else is not yours.',
    ],
    [
      'a bomb',
      [file('big', 'x'.repeat(17 * 1024 * 1024))],
      'unpacks to more than 16 MiB. Leave out what is not yours.',
    ],
    [
      'what grows as no program does',
      [file('log', 'x'.repeat(2 * 1024 * 1024))],
      'unpacks to more than 100 times its size. Leave out what is not yours.',
    ],
  ];
  test.each(tars)('%s (.tar.gz)', async (_, entries, reason) => {
    expect(await tar(...entries)).toBe(`ana.tar.gz ${reason}`);
  });

  const whole: [string, string, Uint8Array, string][] = [
    ['nothing', 'ana.zip', Buffer.alloc(0), 'is empty. Hand in a .zip or a .tar.gz.'],
    ['text', 'ana.zip', Buffer.from('PK, my work'), 'is no archive. Hand in a .zip or a .tar.gz.'],
    ['RAR', 'ana.rar', Buffer.from('Rar!\x1a\x07'), 'is RAR, which is not read. Hand in a .zip or a .tar.gz.'],
    [
      '7z',
      'ana.zip',
      Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'),
      'is 7z, which is not read. Hand in a .zip or a .tar.gz.',
    ],
    ['gzip of something else', 'ana.tgz', gzipSync('text'), 'is cut off. Pack it again, and upload all of it.'],
    [
      'a .zip cut off',
      'ana.zip',
      makeZip([RIGHT]).subarray(0, 90),
      'is cut off, or no .zip. Pack it again, and upload all of it.',
    ],
    [
      'a .zip with something after it',
      'ana.zip',
      Buffer.concat([makeZip([RIGHT]), Buffer.from('x')]),
      'is damaged (Invalid comment length). Pack it again.',
    ],
  ];
  test.each(whole)('%s', async (_, name, bytes, reason) => {
    expect(await collected(name, bytes)).toBe(`${name} ${reason}`);
  });

  test('a .tar.gz cut off, or with a bit turned over', async () => {
    const bytes = gzipSync(await packTar([file(SERVER_TS)]));
    expect(await collected('ana.tgz', bytes.subarray(0, -20))).toBe(
      'ana.tgz is cut off. Pack it again, and upload all of it.',
    );
    bytes[bytes.length - 6] = (bytes.at(-6) ?? 0) ^ 1;
    expect(await collected('ana.tgz', bytes)).toBe('ana.tgz is damaged (Z_DATA_ERROR). Pack it again.');
    const header = gunzipSync(gzipSync(await packTar([file(SERVER_TS)])));
    header[0] = 0x71; // a name, and its checksum no longer right
    expect(await collected('ana.tgz', gzipSync(header))).toBe(
      'ana.tgz is damaged, or no .tar (Invalid tar header checksum). Pack it again.',
    );
  });

  test('a .tar.gz that says it has more than it has', async () => {
    const header = Buffer.from(await packTar([file(SERVER_TS)]));
    header.write('00777777777', 124); // 128 MiB, in the octal digits of ustar (tar(5))
    header.fill(' ', 148, 156);
    const sum = header.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0`, 148);
    expect(await collected('ana.tgz', gzipSync(header))).toBe(
      'ana.tgz is cut off. Pack it again, and upload all of it.',
    );
  });

  test('an archive that is too large, a folder, a link, or is not there', async () => {
    writeFileSync(join(base, 'large.zip'), '');
    truncateSync(join(base, 'large.zip'), 17 * 1024 * 1024);
    expect(await collectedOf('large.zip')).toBe('large.zip has 17 MiB, the limit is 16 MiB. Make it smaller.');
    mkdirSync(join(base, 'folder.zip'));
    expect(await collectedOf('folder.zip')).toBe('folder.zip is not a file. Submit folder.zip as a file.');
    symlinkSync('/etc/passwd', join(base, 'link.zip'));
    expect(await collectedOf('link.zip')).toBe('link.zip is a link. Submit what it points to, in its place.');
    expect(await collectedOf('none.zip')).toBe('There is no none.zip.');
    for (const name of ['large.zip', 'folder.zip', 'link.zip']) rmSync(join(base, name), { recursive: true });
  });

  test('a declared file that is too large', async () => {
    const content = Array.from({ length: 70_000 }, (_, index) => String.fromCharCode(97 + ((index * index) % 26))).join(
      '',
    );
    expect(await zip({ name: SERVER_TS, content })).toBe(
      `${SERVER_TS} has 69 KiB, the limit is 64 KiB. Make it smaller.`,
    );
  });
});

describe('whatever it is, it is taken or refused in one line', { timeout: 60_000 }, () => {
  const name = fc.oneof(
    fc.constantFrom(
      SERVER_TS,
      `lab/${SERVER_TS}`,
      '../x',
      '/x',
      'a\\b',
      'packages',
      'packages/',
      '.',
      '',
      '__MACOSX/x',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const entry: fc.Arbitrary<ZipEntry> = fc.record(
    {
      name,
      content: fc.string({ maxLength: 100 }),
      flags: fc.constantFrom(0, 1, 8, 0x800),
      method: fc.constantFrom(0, 8, 8, 8, 9, 99),
      mode: fc.constantFrom(0, 0o100644, 0o100644, 0o40755, 0o120777, 0o020666),
      size: fc.constantFrom(0, 1, 100, 0xffffffff),
      packedSize: fc.constantFrom(0, 1, 100, 0xffffffff),
      offset: fc.nat(500),
    },
    { requiredKeys: ['name', 'content', 'mode'] },
  );
  const verdict = /^(one\n|nothing|ana\.(zip|tgz|tar) [^\n]+\.|packages\/echo\/src\/server\.ts has [^\n]+\.)$/;

  test('a .zip of strange entries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 6 }), fc.option(fc.nat(8)), async (entries, count) => {
        const found = await collected('ana.zip', makeZip(entries, count ?? entries.length));
        if (!entries.some((each) => each.content === found)) expect(found).toMatch(verdict);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['a .zip', 'ana.zip', async () => makeZip([RIGHT, { name: 'b', content: 'two' }])],
    ['a .tar.gz', 'ana.tgz', async () => gzipSync(await packTar([file(SERVER_TS), file('b')]))],
    ['a .tar', 'ana.tar', async () => Buffer.from(await packTar([file(SERVER_TS), file('b')]))],
  ])('%s, broken anywhere', async (_, archive, make) => {
    const right = await make();
    const at = fc.nat(right.length - 1);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(at, fc.nat(255)), { maxLength: 4 }), fc.option(at), async (changes, end) => {
        const bytes = Buffer.from(right);
        for (const [position, value] of changes) bytes[position] = value;
        const found = await collected(archive, bytes.subarray(0, end ?? bytes.length));
        // A .tar has no checksum of the contents: there the text may be another.
        if (archive !== 'ana.tar') expect(found).toMatch(verdict);
      }),
      { numRuns: 200 },
    );
    expect(existsSync(join(base, 'packages'))).toBe(false);
  });
});
