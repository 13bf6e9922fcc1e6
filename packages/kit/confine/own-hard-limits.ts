import { readFileSync } from 'node:fs';

/** By prlimit's names; one without a limit is left out. In bytes, seconds, or a number of things. */
export type HardLimits = Record<string, number>;

/** As /proc/PID/limits calls them (proc_pid_limits(5)). */
const NAMES: Record<string, string> = {
  'Max cpu time': 'cpu',
  'Max file size': 'fsize',
  'Max data size': 'data',
  'Max core file size': 'core',
  'Max processes': 'nproc',
  'Max open files': 'nofile',
};

/** The hard limits of this process. A child that is not root's can be given less, but not more. */
export function ownHardLimits(): HardLimits {
  return parseLimits(readFileSync('/proc/self/limits', 'utf8'));
}

/** `Max open files            1024                 524288               files`: name, soft, hard, unit. */
export function parseLimits(text: string): HardLimits {
  const rows = text.matchAll(/^(Max [a-z ]+?) {2,}\S+ +(\d+)\b/gm);
  return Object.fromEntries(
    [...rows].flatMap(([, name = '', hard]) => (NAMES[name] ? [[NAMES[name], Number(hard)]] : [])),
  );
}
