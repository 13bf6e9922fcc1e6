import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { file } from '../class/collect/fixtures/archive-folder.ts';
import { makeZip } from '../class/collect/fixtures/make-zip.ts';
import { link, tarGz } from './promises/archives.ts';
import { unpackNaively } from './unpack-naively.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'archive '));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

function expectEntries(at: string): void {
  expect(readFileSync(join(at, 'a/b.txt'), 'utf8')).toBe('hola\n');
  expect(readlinkSync(join(at, 'a/link'))).toBe('b.txt');
}

test('tar(1) reads what is packed', async () => {
  const at = folder();
  writeFileSync(join(at, 'x.tar.gz'), await tarGz(file('a/b.txt', 'hola\n'), link('a/link', 'b.txt')));
  execFileSync('tar', ['-xzf', 'x.tar.gz'], { cwd: at });
  expectEntries(at);
});

test('Python reads what is zipped, and so does the naive way', () => {
  const at = folder();
  const zip = makeZip([
    { name: 'a/b.txt', content: 'hola\n' },
    { name: 'a/link', content: 'b.txt', mode: 0o120777 },
  ]);
  writeFileSync(join(at, 'x.zip'), zip);
  const names = execFileSync('python3', ['-m', 'zipfile', '-t', 'x.zip'], { cwd: at, encoding: 'utf8' });
  expect(names).toContain('Done testing');
  unpackNaively(zip, at);
  expectEntries(at);
});
