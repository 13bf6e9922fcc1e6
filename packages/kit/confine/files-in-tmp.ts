import { statfsSync } from 'node:fs';

/** A sandbox's /tmp holds no more files, empty ones included: each costs the kernel a kilobyte that no process answers for. */
export const MOST_FILES_IN_TMP = 4096;

const MIB = 1024 * 1024;

/**
 * How many files are in the /tmp of a sandbox, as seen from outside (proc_pid_root(5)).
 * @param pid a process in it
 * @returns 0 when that is no /tmp of this size: the sandbox is just being made, and the process still sees the machine's
 */
export function filesInTmp(pid: number, tmpMiB: number): number {
  try {
    const { blocks, bsize, files, ffree } = statfsSync(`/proc/${pid}/root/tmp`);
    return blocks * bsize === tmpMiB * MIB ? files - ffree : 0;
  } catch {
    return 0; // it has just ended
  }
}
