import { readFileSync } from 'node:fs';
import { findCommand } from './find-command.ts';
import type { Limits } from './limits.ts';

const MIB = 1024 * 1024;
/** Address space that Node 24 has reserved before a program's first line (measured: VmData is 562 MiB), nearly all of it unused. */
export const NODE_MIB = 576;
/** Processes between a program in a sandbox and the grader: two of bubblewrap's, of one thread each. */
export const LAUNCHERS = 2;

interface Limited {
  /** It may start worker threads. Each reserves 0.5 GiB of address space, so no limit of data fits; the memory watch holds. */
  workers: boolean;
  /** Alone in a user namespace. Only there are its threads counted: RLIMIT_NPROC counts the whole user's (getrlimit(2)). */
  isAlone: boolean;
  /** No limit can be set above these. */
  hard: HardLimits;
}

/**
 * The flags of prlimit(1), util-linux, for a program: what the kernel itself holds, each process for itself. Soft and hard
 * limit are one, or Node would raise the soft one of open files; only that of processor time lets a second pass between
 * SIGXCPU and SIGKILL.
 * `data` is for memory that grows faster than the watch looks: twice what the watch allows, 1 GiB by default.
 */
export function prlimitArguments(limits: Limits, { workers, isAlone, hard }: Limited): string[] {
  const wanted: Record<string, number> = {
    core: 0,
    nofile: limits.descriptors,
    fsize: limits.tmpMiB * MIB,
    ...(!workers && { data: (NODE_MIB + 2 * limits.memoryMiB) * MIB }),
    ...(isAlone && { nproc: limits.threads + LAUNCHERS }),
  };
  const flags = Object.entries(wanted).map(([name, most]) => `--${name}=${Math.min(most, hard[name] ?? most)}`);
  const cpu = Math.min(limits.cpuSeconds, hard.cpu ?? Infinity);
  return [...flags, `--cpu=${cpu}:${Math.min(cpu + 1, hard.cpu ?? Infinity)}`];
}

/** By prlimit's names; one without a limit is left out. In bytes, seconds, or a number of things. */
type HardLimits = Record<string, number>;

/** As /proc/PID/limits calls them (proc_pid_limits(5)). */
const NAMES: Record<string, string> = {
  'Max cpu time': 'cpu',
  'Max file size': 'fsize',
  'Max data size': 'data',
  'Max core file size': 'core',
  'Max processes': 'nproc',
  'Max open files': 'nofile',
  'Max address space': 'as',
};

/** The hard limits of this process. A child that is not root's can be given less, but not more. */
export function ownHardLimits(): HardLimits {
  return parseLimits(readFileSync('/proc/self/limits', 'utf8'));
}

/** `Max open files            1024                 524288               files`: name, soft, hard, unit. */
export function parseLimits(text: string, which: 'soft' | 'hard' = 'hard'): HardLimits {
  const rows = text.matchAll(/^(Max [a-z ]+?) {2,}(\S+) +(\S+)/gm);
  return Object.fromEntries(
    [...rows].flatMap(([, name = '', soft, hard]) => {
      const limit = Number(which === 'soft' ? soft : hard);
      return NAMES[name] && !Number.isNaN(limit) ? [[NAMES[name], limit]] : [];
    }),
  );
}

let found: { path: string | undefined } | undefined;

/** Where prlimit(1) is, absolute; `undefined` when there is none: on macOS and Windows, and on a Linux without util-linux. */
export function findPrlimit(): string | undefined {
  found ??= { path: process.platform === 'linux' ? findCommand('prlimit') : undefined };
  return found.path;
}
