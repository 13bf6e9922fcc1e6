import { z } from 'zod';
import type { Limits, ProgramLimits } from './limits.ts';

/** A whole number; the fault says what to write instead. */
function whole(unit: string, least: number, most: number) {
  const message = `write a whole number of ${unit} from ${least} to ${most}`;
  return z.number(message).int(message).min(least, message).max(most, message);
}

/** The least that each allows lets Node start, so that no program fails for its limits alone. */
const ofPrograms = {
  memoryMiB: whole('MiB', 128, 65_536),
  threads: whole('threads', 24, 4096),
  descriptors: whole('open files', 64, 20_000),
  tmpMiB: whole('MiB', 1, 4096),
  outputMiB: whole('MiB', 1, 256),
} satisfies Record<keyof ProgramLimits, z.ZodType>;

const ofJobs = {
  cpuSeconds: whole('seconds', 1, 86_400),
  checkSeconds: whole('seconds', 1, 3600),
  jobSeconds: whole('seconds', 1, 86_400),
};

/** `limits` of a program in topic.yaml. */
export const programLimitsSchema = z.strictObject(ofPrograms).partial();

/** `limits` of a course, and of a topic in topic.yaml. */
export const limitsSchema = z
  .strictObject({ ...ofPrograms, ...ofJobs } satisfies Record<keyof Limits, z.ZodType>)
  .partial();

/** All of them, as a job's lock has them. */
export const allLimitsSchema = z.strictObject({ ...ofPrograms, ...ofJobs });
