import { describe, expect, test } from 'vitest';
import { ArchiveFolder, RIGHT, SERVER_TS } from './fixtures/archive-folder.ts';
import { makeZip, type ZipEntry } from './fixtures/make-zip.ts';

const LEADS_OUT = ' in it, which leads out. Pack the folder itself.';
const CONTROL = ' in it, a name with a control character. Rename that file.';
const A_LINK = ' in it. Pack what it points to, in its place.';
const NOT_AS_SAID = 'is not what its directory says. Pack it again.';
const AGAIN = 'Pack it again, and upload all of it.';
const folder = new ArchiveFolder();

describe('is refused', { timeout: 30_000 }, () => {
  const zips: [string, ZipEntry[], string][] = [
    ['path traversal', [RIGHT, { name: '../../x' }], `has "../../x"${LEADS_OUT}`],
    ['path traversal inside', [{ name: 'a/../../x' }], `has "a/../../x"${LEADS_OUT}`],
    ['path traversal by backslashes', [{ name: '..\\x' }], `has "..\\\\x"${LEADS_OUT}`],
    ['an absolute path', [{ name: '/etc/x' }], 'has the absolute path "/etc/x" in it. Pack the folder itself.'],
    ['a share', [{ name: '\\\\host\\x' }], 'has the absolute path "\\\\\\\\host\\\\x" in it. Pack the folder itself.'],
    ['a drive', [{ name: 'C:\\x' }], 'has the absolute path "C:\\\\x" in it. Pack the folder itself.'],
    ['a control character in a name', [{ name: 'a\u001b[2J' }], `has "a\\u001b[2J"${CONTROL}`],
    ['a NUL in a name', [{ name: 'a\0b' }], `has "a\\u0000b"${CONTROL}`],
    ['a link', [{ name: SERVER_TS, mode: 0o120777, content: '/etc/passwd' }], `has the link "${SERVER_TS}"${A_LINK}`],
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
      [
        { ...RIGHT, name: 'a' },
        { ...RIGHT, name: 'a', offset: 0 },
      ],
      'has files in it that share their bytes. Pack it again.',
    ],
    ['encrypted', [{ ...RIGHT, flags: 1 }], 'is encrypted. Pack it without a password.'],
    ['strongly encrypted', [{ ...RIGHT, flags: 0x41 }], 'is encrypted. Pack it without a password.'],
    [
      'another way of packing',
      [{ ...RIGHT, method: 12 }],
      'is packed in a way that is not read (method 12). Pack it as a plain .zip.',
    ],
    ['a wrong checksum', [{ ...RIGHT, crc: 1 }], `is damaged: "${SERVER_TS}" ${NOT_AS_SAID}`],
    ['a file that is shorter than it says', [{ ...RIGHT, size: 9 }], `is damaged: "${SERVER_TS}" ${NOT_AS_SAID}`],
    [
      'another name in its own header',
      [{ ...RIGHT, localName: 'x' }],
      `gives the file "${SERVER_TS}" two names. Pack it again.`,
    ],
    ['a place outside', [{ ...RIGHT, offset: 1_000_000 }], `is cut off, or no .zip. ${AGAIN}`],
    [
      'a place where nothing begins',
      [{ ...RIGHT, offset: 5 }],
      'is damaged (invalid local file header signature). Pack it again.',
    ],
  ];
  test.each(zips)('%s', async (_, entries, reason) => {
    expect(await folder.zip(...entries)).toBe(`ana.zip ${reason}`);
  });

  test('a .zip that says it has more than it has, or less', async () => {
    expect(await folder.collected('ana.zip', makeZip([RIGHT], 3))).toBe(`ana.zip is cut off, or no .zip. ${AGAIN}`);
    expect(await folder.collected('ana.zip', makeZip([RIGHT], 60_000))).toContain('has more than 2000 entries.');
  });
});
