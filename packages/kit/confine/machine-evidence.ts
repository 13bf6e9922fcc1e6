import { readFileSync } from 'node:fs';

/** What the kernel has counted so far of what a lack of the machine's does to programs. */
export interface MachineCounts {
  /** Processes of this cgroup, or of the machine where it has none, that were killed for lack of memory. */
  oomKills: number;
  /** Processes and threads that this cgroup was refused. */
  forksRefused: number;
  /** How long all that had something to do waited for memory, in milliseconds. */
  stalledMs: number;
}

/** Less is what every machine that is busy shows. */
const PRESSURE_MS = 100;
const CGROUPS = '/sys/fs/cgroup';

/** All 0 where the system does not count: only Linux does. */
export function machineCounts(): MachineCounts {
  const own = process.platform === 'linux' ? ownCgroups() : [];
  return {
    oomKills:
      count(own, ['memory.events', 'memory.oom_control'], /^oom_kill (\d+)$/m) ??
      count(['/proc'], ['vmstat'], /^oom_kill (\d+)$/m) ??
      0,
    forksRefused: count(own, ['pids.events'], /^max (\d+)$/m) ?? 0,
    stalledMs: (count([...own, '/proc/pressure'], ['memory.pressure', 'memory'], /^full .*total=(\d+)$/m) ?? 0) / 1000,
  };
}

/** What the machine has refused meanwhile, as the rest of a sentence. `undefined` when nothing tells of it. */
export function lackOfMachine(before: MachineCounts, now = machineCounts()): string | undefined {
  if (now.oomKills > before.oomKills) return 'the system has no memory left for what the limits allow (oom_kill)';
  if (now.forksRefused > before.forksRefused) return 'the system has no room for more processes (pids.max)';
  return undefined;
}

/** What may have ended a program: what was refused, and a pressure that tells nothing of a program that lives. */
export function faultOfMachine(before: MachineCounts, now = machineCounts()): string | undefined {
  const isPressed = now.stalledMs - before.stalledMs > PRESSURE_MS;
  return lackOfMachine(before, now) ?? (isPressed ? 'the system waits for memory (memory pressure)' : undefined);
}

/**
 * The folders that tell of the cgroups of this process (proc_pid_cgroup(5)), of version 1 and 2. In a container the path may be
 * that outside: then its own is at the top.
 */
function ownCgroups(): string[] {
  const lines = read('/proc/self/cgroup')?.trimEnd().split('\n') ?? [];
  return lines.flatMap((line) => {
    const [, controllers, path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    const mounts = controllers ? [`${CGROUPS}/${controllers}`] : [CGROUPS, `${CGROUPS}/unified`];
    return mounts.flatMap((mount) => [mount + path, mount]);
  });
}

/** The first that there is. */
function count(folders: string[], files: string[], pattern: RegExp): number | undefined {
  for (const folder of folders) {
    for (const file of files) {
      const found = pattern.exec(read(`${folder}/${file}`) ?? '')?.[1];
      if (found !== undefined) return Number(found);
    }
  }
  return undefined;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
