import { z } from 'zod';
import type { Limits, ProgramLimits } from './limits.ts';

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
} satisfies Record<keyof ProgramLimits, z.ZodNumber>;

const ofJobs = {
  ...ofPrograms,
  cpuSeconds: whole('seconds', 1, 86_400),
  checkSeconds: whole('seconds', 1, 3600),
  jobSeconds: whole('seconds', 1, 86_400),
} satisfies Record<keyof Limits, z.ZodNumber>;

export const programLimitsSchema = z.strictObject(ofPrograms).partial();
export const allLimitsSchema = z.strictObject(ofJobs);
/** `limits` of a course, and of a topic in topic.yaml. */
export const limitsSchema = allLimitsSchema.partial();
