import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from '../topic/topic.ts';

/** The sha256 of a student's program, in hex, whatever its line ends; empty when it is not there. */
export function sourceDigest(topic: Pick<Topic, 'directory'>, program: string): string {
  const source = readSource(topic, program);
  return source === undefined ? '' : digestOf(source);
}

/** The text of a student's program; `undefined` when it is not there. */
export function readSource({ directory }: Pick<Topic, 'directory'>, program: string): string | undefined {
  try {
    return readFileSync(join(directory, 'src', `${program}.ts`), 'utf8');
  } catch {
    return undefined;
  }
}

/** The sha256 of a program's text, as `sourceDigest`. */
export function digestOf(source: string): string {
  return createHash('sha256').update(source.replaceAll('\r\n', '\n')).digest('hex');
}
