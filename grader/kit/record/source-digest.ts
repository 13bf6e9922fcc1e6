import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from '../topic/topic.ts';

/** The sha256 of a student's program, in hex, whatever its line ends; empty when it is not there. */
export function sourceDigest({ directory }: Pick<Topic, 'directory'>, program: string): string {
  try {
    const source = readFileSync(join(directory, 'src', `${program}.ts`), 'utf8').replaceAll('\r\n', '\n');
    return createHash('sha256').update(source).digest('hex');
  } catch {
    return '';
  }
}
