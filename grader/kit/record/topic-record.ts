import { z } from 'zod';
import { STATUSES } from '../check/types.ts';

const checkRecord = z.object({
  title: z.string(),
  program: z.string(),
  gap: z.number().optional(),
  points: z.number(),
  status: z.enum(STATUSES),
  /** The first line of its message: what the program did. */
  summary: z.string().optional(),
  /** When it ran last, ISO 8601. */
  at: z.string(),
  /** The seed of that run: with it the check draws the same again. */
  seed: z.number(),
  /** The sha256 of the program that it ran on (`sourceDigest`): of another one it says nothing. */
  source: z.string(),
  /** How many runs in a row it has failed, the last one included; 0 when it did not. */
  failedInARow: z.number(),
});

export const topicRecord = z.object({
  schemaVersion: z.literal(1),
  /** By check id, in the order of the suites. */
  checks: z.record(z.string(), checkRecord),
});

/** What the last run of a public check on this machine found out. */
export type CheckRecord = z.infer<typeof checkRecord>;

/** The last results of a topic's public checks: `.results/<topic>.json` in the folder of the course. */
export type TopicRecord = z.infer<typeof topicRecord>;
