import type { z } from 'zod';
import type { allLimitsSchema, programLimitsSchema } from './limits-schema.ts';

/** The limits of each launch. */
export type ProgramLimits = Required<z.infer<typeof programLimitsSchema>>;

/** The limits of a job: those of each launch, and those of all checks of a topic together. */
export type Limits = z.infer<typeof allLimitsSchema>;

/** What holds where neither course.yaml nor a topic.yaml says otherwise (DESIGN §7). */
export const DEFAULT_LIMITS: Limits = {
  memoryMiB: 512,
  threads: 96,
  descriptors: 1024,
  tmpMiB: 64,
  outputMiB: 32,
  cpuSeconds: 60,
  checkSeconds: 40,
  jobSeconds: 120,
};

/** Where limits are written: a course, a topic of it, and its programs. */
interface Limited {
  courseLimits?: Partial<Limits>;
  limits?: Partial<Limits>;
  programs: Record<string, { limits?: Partial<ProgramLimits> }>;
}

/** The limits of a topic; of one of its programs, when it is named: what is written nearest to it counts. */
export function limitsOf({ courseLimits, limits, programs }: Limited, program?: string): Limits {
  const own = program === undefined ? undefined : programs[program]?.limits;
  return { ...DEFAULT_LIMITS, ...courseLimits, ...limits, ...own };
}
