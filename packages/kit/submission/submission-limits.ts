import { z } from 'zod';
import { courseSetting } from '../topic/parse-yaml.ts';

/** How much is taken of a submission, in bytes. */
export interface SubmissionLimits {
  /** A file: the transpiler is soft on larger ones, and YAML takes its time. */
  fileBytes: number;
  submissionBytes: number;
}

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

const given = z.object({
  fileKiB: z.number().positive().catch(USUAL_SUBMISSION.fileKiB),
  totalMiB: z.number().positive().catch(USUAL_SUBMISSION.totalMiB),
});

/** How much the instructor takes, as far as the course says it; else what is usual. */
export function givenLimits(courseDirectory: string): SubmissionLimits {
  return submissionLimits(courseSetting(courseDirectory, 'submissions', given) ?? USUAL_SUBMISSION);
}
