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

export function memoryExceeded({ memoryMiB }: Limits, usedBytes: number): Exceeded {
  return {
    what: say('memory-limit', { most: memoryMiB }),
    expected: say('memory-allowed', { most: memoryMiB }),
    received: say('memory-used', { used: Math.ceil(usedBytes / MIB) }),
  };
}

export function threadsExceeded({ threads }: Limits, used: number): Exceeded {
  return {
    what: say('threads-limit', { most: threads }),
    expected: say('threads-allowed', { most: threads }),
    received: say('threads-used', { used }),
  };
}

export function cpuExceeded({ cpuSeconds }: Limits): Exceeded {
  return {
    what: say('cpu-limit', { most: cpuSeconds }),
    expected: say('cpu-allowed', { most: cpuSeconds }),
    received: say('cpu-used'),
  };
}

export function outputExceeded({ outputMiB }: Limits): Exceeded {
  return {
    what: say('output-limit', { most: outputMiB }),
    expected: say('output-allowed', { most: outputMiB }),
    received: say('output-used'),
  };
}

export function filesExceeded(files: number): Exceeded {
  return {
    what: say('files-limit', { most: MOST_FILES_IN_TMP }),
    expected: say('files-allowed', { most: MOST_FILES_IN_TMP }),
    received: say('files-used', { used: files }),
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
    what: say('file-limit', { most: tmpMiB }),
    expected: say('file-allowed', { most: tmpMiB }),
    received: say('file-used'),
  };
}
