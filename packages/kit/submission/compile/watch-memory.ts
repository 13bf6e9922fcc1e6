import { type ChildProcess, execFile } from 'node:child_process';

const EVERY_MS = 100;

/**
 * Ends a process that has more memory than it may, where the kernel does not (macOS): `ps` tells its resident size. Where
 * there is no `ps` (Windows) only the time limit holds.
 * @returns stops watching, and tells whether it was ended
 */
export function watchMemory(child: ChildProcess, limitMiB: number): () => boolean {
  let ended = false;
  const timer = setInterval(() => {
    execFile('ps', ['-o', 'rss=', '-p', String(child.pid)], (error, stdout) => {
      if (error || Number(stdout) <= limitMiB * 1024) return;
      ended = true;
      child.kill('SIGKILL');
    });
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    return ended;
  };
}
