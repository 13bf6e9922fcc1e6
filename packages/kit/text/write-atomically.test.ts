import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** A disk of 64 KiB in a mount namespace of its own, which needs no rights where user namespaces are allowed. */
function onSmallDisk(script: string, disk: string) {
  const commands = 'mount -t tmpfs -o size=64k small "$1" && "$2" "$3" "$1" && ls -a "$1"';
  const words = ['-c', commands, 'sh', disk, process.execPath, script];
  return spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', ...words], { encoding: 'utf8' });
}

test('a full disk leaves what was there, and nothing else', ({ skip }) => {
  const { status, stdout } = onSmallDisk(
    fileURLToPath(new URL('fixtures/fill-and-write.ts', import.meta.url)),
    folder(),
  );
  if (status !== 0) skip('no small disk can be mounted here');
  expect(stdout.split('\n').slice(0, -1)).toEqual(['ENOSPC the first', '.', '..', 'book.json', 'filler']);
});
