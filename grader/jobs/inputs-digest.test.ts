import { expect, test } from 'vitest';
import { inputsDigest } from './inputs-digest.ts';

const sources = (...entries: [string, string][]) => new Map(entries.map(([name, text]) => [name, Buffer.from(text)]));
const digest = inputsDigest('lock', sources(['a.ts', 'one'], ['b.ts', 'two']));

test('is the same in any order of the files', () => {
  expect(inputsDigest('lock', sources(['b.ts', 'two'], ['a.ts', 'one']))).toBe(digest);
});

test.each([
  ['lock2', sources(['a.ts', 'one'], ['b.ts', 'two'])],
  ['lock', sources(['a.ts', 'one'])],
  ['lock', sources(['a.ts', 'one'], ['b.ts', 'two!'])],
  ['lock', sources(['a.ts', 'one'], ['c.ts', 'two'])],
  ['lock', sources(['a.ts', 'onetwo'], ['b.ts', ''])],
])('is another for other inputs', (lock, files) => {
  expect(inputsDigest(lock, files)).not.toBe(digest);
});
