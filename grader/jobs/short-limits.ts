import { readFileSync } from 'node:fs';
import { type Limits, limitsOf } from '@socket-lab/kit/confine/limits';
import { NODE_MIB, parseLimits } from '@socket-lab/kit/confine/prlimit';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import type { Topic } from '@socket-lab/kit/topic/topic';

const MIB = 1024 * 1024;
/** Of a job itself, beside its program: two Nodes, turbo's share, the compiler. */
const THREADS_OF_A_JOB = 64;
/** WebAssembly reserves 10 GiB for a memory, 16 worker threads 9 GiB (prlimit.ts). */
const ADDRESS_SPACE_MIB = 32 * 1024;

/**
 * What this process and its children are limited to is no student's fault: programs would fail at limits that the course does
 * not set. @param limits as proc_pid_limits(5) has them
 * @throws UsageError when they are less than what `jobs` at once may take by the limits of the course
 */
export function refuseShortLimits(topics: readonly Topic[], jobs: number, limits = ownLimits()): void {
  const most = (limit: keyof Limits) => mostOf(topics, limit);
  const [soft, hard] = [parseLimits(limits, 'soft'), parseLimits(limits)];
  const needs: [flag: string, what: string, allowed: number | undefined, needed: number, unit?: number][] = [
    ['n', 'open files', hard.nofile, most('descriptors')], // Node raises the soft one
    ['u', 'processes and threads', soft.nproc, Math.max(1, jobs) * threadsOfAJob(topics)],
    ['f', 'MiB a file', soft.fsize, most('tmpMiB'), MIB],
    ['d', 'MiB of data', soft.data, NODE_MIB + 2 * most('memoryMiB'), MIB],
    ['v', 'MiB of address space', soft.as, ADDRESS_SPACE_MIB, MIB],
    ['t', 'seconds of CPU time', soft.cpu, most('cpuSeconds')],
  ];
  for (const [flag, what, allowed = Infinity, needed, unit = 1] of needs) {
    if (allowed / unit >= needed) continue;
    const found = `ulimit -${flag} allows ${Math.floor(allowed / unit)} ${what}, and ${needed} may be needed`;
    const fewer = flag === 'u' && jobs > 1 ? ', or pass a lower --concurrency' : '';
    throw new UsageError(`No job is run: ${found}. Raise it${fewer}.`);
  }
}

/** How many jobs at once the limit of processes and threads leaves room for: one at least. */
export function jobsWithinLimits(topics: readonly Topic[], limits = ownLimits()): number {
  return Math.max(1, Math.floor((parseLimits(limits, 'soft').nproc ?? Infinity) / threadsOfAJob(topics)));
}

const threadsOfAJob = (topics: readonly Topic[]): number => mostOf(topics, 'threads') + THREADS_OF_A_JOB;

function mostOf(topics: readonly Topic[], limit: keyof Limits): number {
  const programs = topics.flatMap((topic) => Object.keys(topic.programs).map((name) => limitsOf(topic, name)));
  return Math.max(0, ...programs.map((each) => each[limit]));
}

const ownLimits = (): string => (process.platform === 'linux' ? readFileSync('/proc/self/limits', 'utf8') : '');
