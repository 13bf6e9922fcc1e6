import { thousands } from '../text/phrases.ts';
import type { Limits } from './limits.ts';
import { MOST_FILES_IN_TMP } from './process-use.ts';

/** Which limit a program has gone over, in words. All that is said of it is said here. */
export interface Exceeded {
  /** What stands behind "stopped: ": `more than 512 MiB of memory`. */
  what: string;
  /** The limit, and what counts. */
  expected: string;
  /** What was seen, and what it comes from most often. */
  received: string;
}

const MIB = 1024 * 1024;

export function memoryExceeded({ memoryMiB }: Limits, usedBytes: number): Exceeded {
  return {
    what: `more than ${thousands(memoryMiB)} MiB of memory`,
    expected: `at most ${thousands(memoryMiB)} MiB at once, with all that it starts`,
    received: `${thousands(Math.ceil(usedBytes / MIB))} MiB: a list, a text or a buffer that only grows, most often`,
  };
}

export function threadsExceeded({ threads }: Limits, used: number): Exceeded {
  return {
    what: `more than ${thousands(threads)} threads and processes`,
    expected: `at most ${thousands(threads)} at once, with those of all that it starts`,
    received: `${thousands(used)}: Node itself has about ten, each worker and each process more`,
  };
}

export function cpuExceeded({ cpuSeconds }: Limits): Exceeded {
  return {
    what: `more than ${thousands(cpuSeconds)} s of processor time`,
    expected: `at most ${thousands(cpuSeconds)} s for all checks of this topic together`,
    received: 'all of it is used up: a loop that never waits, most often',
  };
}

export function outputExceeded({ outputMiB }: Limits): Exceeded {
  return {
    what: `more than ${thousands(outputMiB)} MiB of output`,
    expected: `at most ${thousands(outputMiB)} MiB in one launch, stdout and stderr together`,
    received: 'it went on printing: a loop without end, most often',
  };
}

export function filesExceeded(files: number): Exceeded {
  return {
    what: `more than ${thousands(MOST_FILES_IN_TMP)} files in /tmp`,
    expected: `at most ${thousands(MOST_FILES_IN_TMP)}, empty ones included`,
    received: `${thousands(files)}: it went on making files`,
  };
}

/** The limits of which the kernel tells by a signal (setrlimit(2)). */
export function exceededBy(signal: NodeJS.Signals | null, limits: Limits): Exceeded | undefined {
  switch (signal) {
    case 'SIGXCPU':
      return cpuExceeded(limits);
    case 'SIGXFSZ':
      return fileExceeded(limits);
    default:
      return undefined;
  }
}

function fileExceeded({ tmpMiB }: Limits): Exceeded {
  return {
    what: `more than ${thousands(tmpMiB)} MiB in a file`,
    expected: `at most ${thousands(tmpMiB)} MiB, of all files in /tmp together`,
    received: 'it went on writing: a loop without end, most often',
  };
}
