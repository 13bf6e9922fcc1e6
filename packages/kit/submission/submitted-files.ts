import { sizeInWords } from './submission-limits.ts';

/** The files of a submission, wherever they come from. Nothing of it is ever run, and nothing unpacked to the disk. */
export interface SubmittedFiles {
  /** A regular file, by its path from the submission's folder; `undefined` when it is not there. Throws Refusal. */
  read(path: string): Buffer | undefined;
}

export function refuseLarge(path: string, bytes: number, limit: number): void {
  if (bytes <= limit) return;
  throw new Refusal(`${path} has ${sizeInWords(bytes)}, the limit is ${sizeInWords(limit)}. Make it smaller.`);
}

/** Something that is not taken; the message says what, why, and what to do. */
export class Refusal extends Error {}
