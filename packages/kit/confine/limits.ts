import { z } from 'zod';

function whole(unit: string, least: number, most: number) {
  const message = `write a whole number of ${unit} from ${least} to ${most}`;
  return z.number(message).int(message).min(least, message).max(most, message);
}

/** The least that each allows lets Node start, so that no program fails for its limits alone. */
const ofPrograms = {
  /** Resident memory of all its processes together. */
  memoryMiB: whole('MiB', 128, 65_536),
  /** Threads of all its processes together; a process has one at least, Node about ten. */
  threads: whole('threads', 24, 4096),
  /** Files and sockets that one of its processes has open. */
  descriptors: whole('open files', 64, 20_000),
  /** What it may keep in its own /tmp, and so the size of one file. */
  tmpMiB: whole('MiB', 1, 4096),
  outputMiB: whole('MiB', 1, 256),
};

const ofJobs = {
  ...ofPrograms,
  cpuSeconds: whole('seconds', 1, 86_400),
  /** One check, in patient seconds (deadline.ts). */
  checkSeconds: whole('seconds', 1, 3600),
  jobSeconds: whole('seconds', 1, 86_400),
};

export type ProgramLimits = { [name in keyof typeof ofPrograms]: number };
export type Limits = { [name in keyof typeof ofJobs]: number };
export const programLimitsSchema = z.strictObject(ofPrograms).partial();
export const allLimitsSchema = z.strictObject(ofJobs);
/** `limits` of a course, and of a topic in topic.yaml. */
export const limitsSchema = allLimitsSchema.partial();

/** What holds where neither course.yaml nor a topic.yaml says otherwise. */
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
