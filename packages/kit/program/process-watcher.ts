import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/**
 * Kills what a run has started when the run itself is killed: a process of its own (watcher-main.js) that holds the
 * list of process groups and waits for the end of its stdin. A parent's death kills no child on POSIX, and
 * PR_SET_PDEATHSIG (prctl(2)) is Linux's only and leaves grandchildren.
 */
let watcher: ChildProcess | undefined;

/** From now on this process group does not outlive this process. */
export function watch(group: number): void {
  stdin().write(`+${group}\n`);
}

export function unwatch(group: number): void {
  stdin().write(`-${group}\n`);
}

function stdin(): Writable {
  watcher ??= startWatcher();
  return watcher.stdin as Writable;
}

function startWatcher(): ChildProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL('watcher-main.js', import.meta.url))], {
    detached: true, // in a session of its own: Ctrl-C on the terminal does not reach it
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
    cwd: '/',
  });
  child.unref();
  child.stdin.on('error', () => {});
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
}
