import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How much is taken of a submission, in bytes. */
export interface SubmissionLimits {
  /** A file: the transpiler is soft on larger ones, and YAML takes its time. */
  fileBytes: number;
  /** All that is taken of a submission together. */
  submissionBytes: number;
}

/** The same as a course sets it. */
export interface SubmissionSettings {
  fileKiB: number;
  totalMiB: number;
}

/** What holds where the course sets nothing. */
export const USUAL_SUBMISSION: SubmissionSettings = { fileKiB: 64, totalMiB: 1 };

const KIB = 1024;
export const MIB = 1024 * KIB;

export function submissionLimits({ fileKiB, totalMiB }: SubmissionSettings): SubmissionLimits {
  return { fileBytes: fileKiB * KIB, submissionBytes: totalMiB * MIB };
}

/** `64 KiB`, `2 MiB`: rounded up, so that what is over a limit looks it. */
export function sizeInWords(bytes: number): string {
  return bytes >= MIB ? `${Math.ceil(bytes / MIB)} MiB` : `${Math.ceil(bytes / KIB)} KiB`;
}

/**
 * How much the instructor takes, as the handout has it: `submissions` in its `package.json`, written there from
 * `course.yaml`. Where it says nothing, what is usual.
 */
export function givenLimits(courseDirectory: string): SubmissionLimits {
  const given = settingsIn(join(courseDirectory, 'package.json'));
  const of = (name: keyof SubmissionSettings) => {
    const value = given?.[name];
    return typeof value === 'number' && value > 0 ? value : USUAL_SUBMISSION[name];
  };
  return submissionLimits({ fileKiB: of('fileKiB'), totalMiB: of('totalMiB') });
}

function settingsIn(path: string): Partial<Record<keyof SubmissionSettings, unknown>> | undefined {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { submissions?: SubmissionSettings }).submissions;
  } catch {
    return undefined; // without its package.json the course does not run at all
  }
}
