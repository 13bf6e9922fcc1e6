import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/**
 * The text of a file that a student writes by hand; `undefined` when it is not there.
 * @param name how the file is called in messages
 * @throws UsageError when it cannot be read, or is not UTF-8
 */
export function readOwnText(path: string, name: string, { keepsBom = false } = {}): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: keepsBom }).decode(readFileSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw new UsageError(`${name} is not UTF-8. Save it as UTF-8.`);
    throw new UsageError(`${name} cannot be read (${code}).`);
  }
}
