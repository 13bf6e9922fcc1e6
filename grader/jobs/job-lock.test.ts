import { expect, test } from 'vitest';
import { inputsDigest, jobFolder } from './job-lock.ts';

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

test.each([
  ['ana/echo-service', /^grade-ana-echo-service-[0-9a-f]{40}$/],
  ['José María/echo', /^grade-jose-maria-echo-[0-9a-f]{40}$/u],
  ['../../x', /^grade-x-[0-9a-f]{40}$/],
  ['con', /^grade-con-[0-9a-f]{40}$/],
  ['李雷', /^grade-[0-9a-f]{40}$/],
  ['x'.repeat(300), /^grade-x{32}-[0-9a-f]{40}$/],
])('%s', (id, folder) => {
  expect(jobFolder('echo-service', id)).toMatch(folder);
});

test('differs for ids that look alike, and for topics', () => {
  const folders = [jobFolder('a', 'Ana'), jobFolder('a', 'ana'), jobFolder('b', 'ana')];
  expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(3);
});
