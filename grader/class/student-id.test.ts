import { expect, test } from 'vitest';
import { faultOfId, feedbackFolders, idKey, normalId } from './student-id.ts';

test.each([
  'ana',
  'José María',
  'Ñandú_7',
  '李雷',
  'นิดา',
  'o-neil.j+2@uni',
  '_x',
  '__proto__',
  'constructor',
  'con',
  'x'.repeat(64),
])('%s is an id', (id) => {
  expect(faultOfId(id)).toBeUndefined();
});

test.each([
  ['', 'is empty. Give every student an id'],
  ['../x', 'begins with ".". Begin it with a letter or a digit'],
  ['-rf', 'begins with "-". Begin it with a letter or a digit'],
  ['a/b', 'has "/" in it. Use letters, digits, blanks and . _ - @ + only'],
  ['a\\b', 'has "\\" in it. Use letters, digits, blanks and . _ - @ + only'],
  ['zoe😀', 'has "😀" in it. Use letters, digits, blanks and . _ - @ + only'],
  ['a\u001b[31m', 'has the character U+001B in it. Use letters, digits, blanks and . _ - @ + only'],
  ['a\tb', 'has the character U+0009 in it. Use letters, digits, blanks and . _ - @ + only'],
  ['\u202Eana', 'has the character U+202E in it. Use letters, digits, blanks and . _ - @ + only'],
  ['ñ'.repeat(65), 'is longer than 64 characters. Shorten it'],
])('%j %s', (id, fault) => {
  expect(faultOfId(id)).toBe(fault);
});

test('is one id in both spellings of an accent, and one key in both cases', () => {
  expect(normalId('Jose\u0301')).toBe('José');
  expect(idKey('JOSE\u0301')).toBe(idKey('josé'));
});

test('is the id where every file system has it as a folder', () => {
  const ids = ['ana', 'José María', '李雷', 'o.neil@uni', '__proto__', 'constructor', 'console', 'com'];
  expect([...feedbackFolders(ids)]).toEqual(ids.map((id) => [id, id]));
});

test.each(['con', 'NUL', 'com1', 'lpt9.txt', 'aux.md', 'ana.', 'ana ', ' ana', '../x', 'a/b', '😀', '', 'a\u0000'])(
  'is another for %j',
  (id) => {
    const folder = feedbackFolders([id]).get(id);
    expect(folder).toMatch(/^_[\p{L}\p{N}_@+-]*-[0-9a-f]{8}$/u);
  },
);

test('is one for each of two ids that differ in case', () => {
  const folders = [...feedbackFolders(['Ana', 'ana', 'ben']).values()];
  expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(3);
  expect(folders[2]).toBe('ben');
});
