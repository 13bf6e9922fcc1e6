import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type HandoutFile, manifestFile, textFile } from './handout-file.ts';
import { updateHandout } from './update-handout.ts';
import { writeHandout } from './write-handout.ts';

const SERVER = 'packages/pair/src/server.ts';
const CLIENT = 'packages/pair/src/client.ts';
const handout = (texts: Record<string, string>): HandoutFile[] => {
  const files = Object.entries(texts).map(([path, text]) => textFile(path, text));
  return [...files, manifestFile(files)];
};
const FIRST = { 'README.md': 'one\n', [SERVER]: 'todo(1);\n', [CLIENT]: 'todo(1);\n', 'old.md': 'old\n' };
const SECOND = { 'README.md': 'two\n', [SERVER]: 'todo(2);\n', [CLIENT]: 'todo(2);\n', 'new.md': 'new\n' };
let directory = '';
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'socket-lab-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  directory = join(root, 'handout');
  writeHandout(handout(FIRST), directory);
});

const read = (path: string) => readFileSync(join(directory, path), 'utf8');
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
};

test('what nobody has touched becomes the new version', () => {
  expect(updateHandout(handout(SECOND), directory)).toEqual({
    written: ['README.md', SERVER, CLIENT, 'new.md'],
    removed: ['old.md'],
    gone: [],
    kept: [],
  });
  expect([read('README.md'), read(SERVER), read('new.md')]).toEqual(['two\n', 'todo(2);\n', 'new\n']);
  expect(existsSync(join(directory, 'old.md'))).toBe(false);
  expect(updateHandout(handout(SECOND), directory)).toEqual({ written: [], removed: [], gone: [], kept: [] });
});

test('what students wrote stays, and they are told what the course has changed', () => {
  write(SERVER, 'listen();\n');
  write('packages/pair/answers.yaml', 'a: b\n');
  write('packages/pair/experiments.md', 'I think so.\n');
  const { kept } = updateHandout(handout(SECOND), directory);
  expect(kept).toEqual([{ path: SERVER, why: 'you have written in it; the starter of the course has changed' }]);
  expect([read(SERVER), read(CLIENT)]).toEqual(['listen();\n', 'todo(2);\n']);
  expect([read('packages/pair/answers.yaml'), read('packages/pair/experiments.md')]).toEqual([
    'a: b\n',
    'I think so.\n',
  ]);
});

test('a program stays when its topic goes', () => {
  write(SERVER, 'listen();\n');
  const { removed, kept } = updateHandout(handout({ 'README.md': 'two\n' }), directory);
  expect(removed).toEqual([CLIENT, 'old.md']);
  expect(kept).toEqual([{ path: SERVER, why: 'you have written in it; the course has it no more' }]);
});

test('other line ends, as git on Windows makes them, are no change', () => {
  write('README.md', 'one\r\n');
  expect(updateHandout(handout(SECOND), directory).written).toContain('README.md');
});

test.each([
  ['README.md', 'mine\n', /^README\.md:1: this file of the course was changed here\./],
  ['new.md', 'mine\n', /^new\.md:1: the course has a file of this name now, and this one is not it\./],
])('a conflict in %s is said in words, and nothing is changed', (path, text, why) => {
  write(path, text);
  expect(() => updateHandout(handout(SECOND), directory)).toThrow(why);
  expect([read(path), read(SERVER), read('old.md')]).toEqual([text, 'todo(1);\n', 'old\n']);
});

test('a folder that is no handout is refused', () => {
  rmSync(join(directory, '.handout.json'));
  expect(() => updateHandout(handout(SECOND), directory)).toThrow('is no handout: there is no .handout.json');
  expect(read('README.md')).toBe('one\n');
});
