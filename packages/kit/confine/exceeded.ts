import { type Message, say } from '../failure/message.ts';
import type { Limits } from './limits.ts';
import { MOST_FILES_IN_TMP } from './process-use.ts';

/** Which limit a program has gone over, in words. All that is said of it is said here. */
export interface Exceeded {
  /** What stands behind "stopped: ": `more than 512 MiB of memory`. */
  what: Message;
  expected: Message;
  received: Message;
}

const MIB = 1024 * 1024;
const exceeded = (what: Message, expected: Message, received: Message): Exceeded => ({ what, expected, received });

export function memoryExceeded({ memoryMiB: most }: Limits, usedBytes: number): Exceeded {
  const used = Math.ceil(usedBytes / MIB);
  return exceeded(say('memory-limit', { most }), say('memory-allowed', { most }), say('memory-used', { used }));
}

export const threadsExceeded = ({ threads: most }: Limits, used: number): Exceeded =>
  exceeded(say('threads-limit', { most }), say('threads-allowed', { most }), say('threads-used', { used }));

export const cpuExceeded = ({ cpuSeconds: most }: Limits): Exceeded =>
  exceeded(say('cpu-limit', { most }), say('cpu-allowed', { most }), say('cpu-used'));

export const outputExceeded = ({ outputMiB: most }: Limits): Exceeded =>
  exceeded(say('output-limit', { most }), say('output-allowed', { most }), say('output-used'));

export function filesExceeded(used: number): Exceeded {
  const most = MOST_FILES_IN_TMP;
  return exceeded(say('files-limit', { most }), say('files-allowed', { most }), say('files-used', { used }));
}

const fileExceeded = ({ tmpMiB: most }: Limits): Exceeded =>
  exceeded(say('file-limit', { most }), say('file-allowed', { most }), say('file-used'));

/** The limits of which the kernel tells by a signal (setrlimit(2)). */
export function exceededBy(signal: NodeJS.Signals | null, limits: Limits): Exceeded | undefined {
  if (signal === 'SIGXCPU') return cpuExceeded(limits);
  return signal === 'SIGXFSZ' ? fileExceeded(limits) : undefined;
}
