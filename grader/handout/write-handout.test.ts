import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { commitAll, historyOf } from './git.ts';
import { MANIFEST, manifestFile, textFile } from './handout-file.ts';
import { HANDOUT_TIME, readTree, writeHandout } from './write-handout.ts';

const root = mkdtempSync(join(tmpdir(), 'socket-lab é '));
afterAll(() => rmSync(root, { recursive: true }));
const files = [textFile('README.md', '# Course\n'), textFile('packages/pair/src/server.ts', 'todo(1);\n')];
const handout = [...files, manifestFile(files)];
let directory = '';
beforeEach(() => {
  directory = join(mkdtempSync(join(root, 'a')), 'handout');
});

test('every file, of a fixed time and mode; the folders too', () => {
  writeHandout(handout, directory);
  expect(readTree(directory).map(({ path }) => path)).toEqual([MANIFEST, 'README.md', 'packages/pair/src/server.ts']);
  for (const path of ['README.md', 'packages/pair', '.']) {
    expect(statSync(join(directory, path)).mtime).toEqual(HANDOUT_TIME);
  }
  expect(statSync(join(directory, 'README.md')).mode & 0o111).toBe(0);
});

test('an unchanged handout is replaced; what is installed in it is no change', () => {
  writeHandout(handout, directory);
  mkdirSync(join(directory, 'node_modules/x'), { recursive: true });
  writeFileSync(join(directory, 'node_modules/x/index.js'), '');
  const next = [textFile('README.md', '# Course, again\n')];
  writeHandout([...next, manifestFile(next)], directory);
  expect(readTree(directory).map(({ path }) => path)).toEqual([MANIFEST, 'README.md']);
});

test.each([
  ['another folder', 'notes.txt', 'mine', 'is no handout'],
  ['a file that was changed', 'README.md', 'mine', 'holds README.md, which was not written here or has been changed'],
  [
    'a file of a student',
    'packages/pair/answers.yaml',
    'a: b',
    'holds packages/pair/answers.yaml, which was not written',
  ],
])('%s is not replaced', (_what, path, text, why) => {
  if (path === 'notes.txt') mkdirSync(directory, { recursive: true });
  else writeHandout(handout, directory);
  writeFileSync(join(directory, path), text);
  expect(() => writeHandout(handout, directory)).toThrow(why);
  expect(readFileSync(join(directory, path), 'utf8')).toBe(text);
});

test('the same handout is the same commit, whatever git is set up to do; and a history of its own is kept', () => {
  process.env.GIT_AUTHOR_NAME = 'Somebody';
  writeHandout(handout, directory);
  const commit = commitAll(directory, 'Version 1', HANDOUT_TIME);
  writeHandout(handout, directory);
  chmodSync(join(directory, 'README.md'), 0o600);
  expect(commitAll(directory, 'Version 1', HANDOUT_TIME)).toBe(commit);
  delete process.env.GIT_AUTHOR_NAME;
  writeFileSync(join(directory, 'notes.txt'), 'mine');
  commitAll(directory, 'Notes', HANDOUT_TIME);
  rmSync(join(directory, 'notes.txt'));
  commitAll(directory, 'No notes', HANDOUT_TIME);
  expect(() => writeHandout(handout, directory)).toThrow('is a repository with a history of its own.');
});

test('the history has what was deleted, and what commits say', () => {
  writeHandout([...handout, textFile('secret.txt', 'the secret\n')], directory);
  commitAll(directory, 'with the secret', HANDOUT_TIME);
  rmSync(join(directory, 'secret.txt'));
  commitAll(directory, 'without', HANDOUT_TIME);
  const history = historyOf(directory).map(({ path, content }) => ({ path, text: content.toString() }));
  expect(history).toContainEqual({ path: expect.stringMatching(/^secret\.txt \(git \w+\)$/), text: 'the secret\n' });
  expect(history).toContainEqual({
    path: expect.stringContaining('the words of a commit'),
    text: expect.stringContaining('with the secret'),
  });
});

test.skipIf(process.platform === 'win32')('a link is refused', () => {
  writeHandout(handout, directory);
  symlinkSync('/etc/hosts', join(directory, 'hosts'));
  expect(() => readTree(directory)).toThrow('hosts:1: it is no file but a link.');
});
