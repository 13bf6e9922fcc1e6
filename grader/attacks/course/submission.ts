import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SubmissionAttack } from '../attack.ts';

/** The topic in which each attack has a job of its own. */
export const ALONE = { topic: 'alone', program: 'program' };
export const ALONE_PATH = `packages/${ALONE.topic}/src/${ALONE.program}.ts`;
/** A program that has its point. */
export const SAYS_HELLO = 'console.log("hello");\n';

export function put(folder: string, path: string, content: string | Uint8Array): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

export function handsIn(program: string): SubmissionAttack['submit'] {
  return (classFolder, student) => put(join(classFolder, student), ALONE_PATH, program);
}
