import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type SubmissionLimits,
  type SubmissionSettings,
  submissionLimits,
  USUAL_SUBMISSION,
} from './submission-limits.ts';

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
