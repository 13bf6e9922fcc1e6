/** What a program may use, as far as a topic says it of a program alone. */
export interface ProgramLimits {
  /** Resident memory of all its processes together. */
  memoryMiB: number;
  /** Threads of all its processes together; a process has one at least, Node about ten. */
  threads: number;
  /** Files and sockets that one of its processes has open. */
  descriptors: number;
  /** What it may keep in its own /tmp, and so the size of one file. */
  tmpMiB: number;
  outputMiB: number;
}

export interface Limits extends ProgramLimits {
  cpuSeconds: number;
  /** One check, in patient seconds (deadline.ts). */
  checkSeconds: number;
  jobSeconds: number;
}

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
