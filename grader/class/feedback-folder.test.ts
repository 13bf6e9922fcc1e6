import { expect, test } from 'vitest';
import { feedbackFolders } from './feedback-folder.ts';

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
