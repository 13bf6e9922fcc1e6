import { z } from 'zod';
import { courseSetting } from '../topic/course-settings.ts';
import { type SubmissionLimits, submissionLimits, USUAL_SUBMISSION } from './submission-limits.ts';

const given = z.object({
  fileKiB: z.number().positive().catch(USUAL_SUBMISSION.fileKiB),
  totalMiB: z.number().positive().catch(USUAL_SUBMISSION.totalMiB),
});

/** How much the instructor takes, as far as the course says it; else what is usual. */
export function givenLimits(courseDirectory: string): SubmissionLimits {
  return submissionLimits(courseSetting(courseDirectory, 'submissions', given) ?? USUAL_SUBMISSION);
}
