import { createHash } from 'node:crypto';
import { ISOLATIONS } from '@socket-lab/kit/confine/level';
import { allLimitsSchema } from '@socket-lab/kit/confine/limits-schema';
import { z } from 'zod';

const schema = z.strictObject({
  schemaVersion: z.literal(2),
  topic: z.string(),
  topicDirectory: z.string(), // The topic's folder, relative to the job's own: the same on every machine.
  /** By its folder in `src/`: only the checks of this program, or only the check of this id, if one is named. */
  submissions: z.record(z.string(), z.strictObject({ program: z.string().optional(), check: z.string().optional() })),
  isolation: z.enum(ISOLATIONS),
  limits: allLimitsSchema, // The topic's; a program's own are in topic.yaml, which `decidedBy` covers.
  decidedBy: z.string(), // SHA-256 of the topic's lock: the suites, the kit, the toolchain (topic-lock.ts).
});

/** All that decides a job's result besides the student's files: `lock.json` in its folder, one of turbo's inputs. */
export type JobLock = z.infer<typeof schema>;
export const parseJobLock = (text: string): JobLock => schema.parse(JSON.parse(text));

/** One word for all that decides a job, its lock and its files: it tells whether a result is of them or of others. */
export function inputsDigest(lock: string, sources: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256').update(lock);
  for (const name of [...sources.keys()].sort()) {
    const content = sources.get(name) ?? new Uint8Array();
    hash.update(`\0${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * A job's folder and package name: readable, and unique by a hash that is long enough to be nobody's choice, for ids are made of
 * what students hand in. Safe on every file system, whatever the id is.
 */
export function jobFolder(topic: string, id: string): string {
  const hash = createHash('sha256').update(`${topic}\n${id}`).digest('hex').slice(0, 40);
  const readable = id
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, '');
  return ['grade', readable, hash].filter(Boolean).join('-');
}
