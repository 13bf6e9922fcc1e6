import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeAtomically } from './write-atomically.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'atomic-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test('makes the folders above, replaces what was there, leaves nothing else', () => {
  const at = folder();
  writeAtomically(join(at, 'a/b/book.json'), 'one');
  writeAtomically(join(at, 'a/b/book.json'), 'two');
  expect(readFileSync(join(at, 'a/b/book.json'), 'utf8')).toBe('two');
  expect(readdirSync(join(at, 'a/b'))).toEqual(['book.json']);
});

test('leaves no temporary file when it fails', () => {
  const at = folder();
  writeAtomically(join(at, 'book.json/is a folder'), '');
  expect(() => writeAtomically(join(at, 'book.json'), 'x')).toThrow(/EISDIR|EPERM|ENOTEMPTY/);
  expect(readdirSync(at)).toEqual(['book.json']);
});
