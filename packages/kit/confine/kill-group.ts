import { spawnSync } from 'node:child_process';

/** Kills a process and all that it started: on POSIX its group (it was spawned `detached`), on Windows its tree while it runs. */
export function killGroup(pid: number, platform: NodeJS.Platform = process.platform): void {
  if (platform === 'win32') killTree(pid);
  else killProcess(-pid);
}

function killTree(pid: number): void {
  if (!isRunning(pid)) return;
  const { command, args } = treeKiller(pid);
  spawnSync(command, args, { stdio: 'ignore', windowsHide: true });
  killProcess(pid); // if there was no taskkill to be found
}

/** What ends a process of Windows with its tree (learn.microsoft.com, _taskkill_): /F, since a console program hears no request. */
export function treeKiller(pid: number): { command: string; args: string[] } {
  return { command: 'taskkill', args: ['/PID', String(pid), '/T', '/F'] };
}

/** Kills a process, if it still runs. Windows has no signals: there Node ends it all the same. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Nothing of it runs any more.
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
