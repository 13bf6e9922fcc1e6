import { allLimitsSchema } from '@socket-lab/kit/confine/limits-schema';
import { z } from 'zod';

const schema = z.strictObject({
  schemaVersion: z.literal(1),
  /** `grade`: run the suites on the submissions beside this file. `catalog`: list the suites' checks. */
  kind: z.enum(['grade', 'catalog']),
  topic: z.string(),
  /** The topic's folder, relative to the job's own: the same on every machine. */
  topicDirectory: z.string(),
  /** By its folder in `src/`: only the checks of this program, or only the check of this id, if one is named. */
  submissions: z.record(z.string(), z.strictObject({ program: z.string().optional(), check: z.string().optional() })),
  isolation: z.enum(['bubblewrap', 'node', 'none']),
  /** The topic's; a program's own are in topic.yaml, which `decidedBy` covers. */
  limits: allLimitsSchema,
  /** SHA-256 of the topic's lock: the suites, the kit, the toolchain (topic-lock.ts). */
  decidedBy: z.string(),
});

/**
 * Everything that decides a job's result besides the student's files. It stands in the job's folder as `lock.json` and
 * is one of turbo's inputs: as soon as any of it changes, the job runs again.
 */
export type JobLock = z.infer<typeof schema>;

/** @throws Error when the text is no lock of this version. */
export function parseJobLock(text: string): JobLock {
  return schema.parse(JSON.parse(text));
}
