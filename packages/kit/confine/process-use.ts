import { closeSync, openSync, readdirSync, readFileSync, readSync, statfsSync } from 'node:fs';

export interface ResourceUse {
  threads: number;
  /** Resident memory; what it shares with others counts for each of them. */
  memoryBytes: number;
  /** Time on the processors, its own and that of the children that it has waited for. */
  cpuMs: number;
}

/** The kernel counts time in units of which a second has 100 on every machine that Node runs on (time(7), USER_HZ). */
const TICK_MS = 10;
/** AT_PAGESZ, as /proc/self/auxv has it: pairs of machine words, kind and value (getauxval(3)). */
const AT_PAGESZ = 6n;
const PAGE_BYTES = process.platform === 'linux' ? pageBytes() : 0;
const buffer = Buffer.alloc(1024);

/** One process of Linux, looked at again and again: the open file stays that process's, though another gets its number. */
export class ProcessUse {
  readonly pid: number;
  readonly #file: number;

  /** @throws the system's error when there is no such process */
  constructor(pid: number) {
    this.pid = pid;
    this.#file = openSync(`/proc/${pid}/stat`, 'r');
  }

  /** `undefined` when it has gone. One that has ended and waits to be noticed by its parent is still there. */
  now(): ResourceUse | undefined {
    try {
      return parseStat(buffer.toString('latin1', 0, readSync(this.#file, buffer, 0, buffer.length, 0)));
    } catch {
      return undefined;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** proc_pid_stat(5): the fields after the name, which is in brackets and may hold anything. `state` is the third of all. */
function parseStat(stat: string): ResourceUse {
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const field = (number: number) => fields[number - 3] ?? 0;
  return {
    cpuMs: (field(14) + field(15) + field(16) + field(17)) * TICK_MS,
    threads: field(20),
    memoryBytes: field(24) * PAGE_BYTES,
  };
}

/** Whether a child of this process has ended, noticed or not. Where that cannot be seen: no. */
export function hasEnded(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.startsWith('Z', stat.lastIndexOf(')') + 2);
  } catch {
    return true;
  }
}

/** Time on the processors of all children of this process that have ended, in milliseconds. */
export function endedChildrenCpuMs(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

/** A process and all below it, by number: whoever was started by one of its threads, and so on. */
export function treeOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(treeOf)];
}

export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return []; // it has just ended
  }
}

function pageBytes(): number {
  const words = new BigUint64Array(new Uint8Array(readFileSync('/proc/self/auxv')).buffer);
  for (let index = 0; index + 1 < words.length; index += 2) {
    if (words[index] === AT_PAGESZ) return Number(words[index + 1]);
  }
  return 4096;
}

/** A sandbox's /tmp holds no more files, empty ones included: each costs the kernel a kilobyte that no process answers for. */
export const MOST_FILES_IN_TMP = 4096;
const MIB = 1024 * 1024;

/** How many files are in a sandbox's /tmp, by a process in it (proc_pid_root(5)); 0 while the sandbox is being made. */
export function filesInTmp(pid: number, tmpMiB: number): number {
  try {
    const { blocks, bsize, files, ffree } = statfsSync(`/proc/${pid}/root/tmp`);
    return blocks * bsize === tmpMiB * MIB ? files - ffree : 0;
  } catch {
    return 0; // it has just ended
  }
}
