import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a whole file or none: a reader, or a run that was killed in the middle, never leaves or sees half of one.
 * Missing folders above it are made; a file that holds the content already stays as it is.
 * @param content whole, or in parts, of which only one is in memory at a time
 * @throws the system's error (EACCES, ENOSPC …) when it cannot be written; what was there before stays.
 */
export function writeAtomically(path: string, content: string | Iterable<string>): void {
  if (typeof content === 'string' && holds(path, content)) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`; // beside it: a rename across file systems is no rename
  try {
    writeParts(temporary, typeof content === 'string' ? [content] : content);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeParts(path: string, parts: Iterable<string>): void {
  const file = openSync(path, 'w');
  try {
    for (const part of parts) writeFileSync(file, part);
  } finally {
    closeSync(file);
  }
}

function holds(path: string, content: string): boolean {
  try {
    return readFileSync(path, 'utf8') === content;
  } catch {
    return false;
  }
}
