/**
 * Kills a process and all that is in its process group.
 * @param pid of a process that leads its group: it was spawned with `detached`; on Windows there are no groups
 */
export function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Nothing of it runs any more.
  }
}
