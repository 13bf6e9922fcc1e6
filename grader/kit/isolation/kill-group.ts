/**
 * Kills a process and all that is in its process group.
 * @param pid of a process that leads its group: it was spawned with `detached`; on Windows there are no groups
 */
export function killGroup(pid: number): void {
  killProcess(process.platform === 'win32' ? pid : -pid);
}

/** Kills a process, if it still runs. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Nothing of it runs any more.
  }
}
