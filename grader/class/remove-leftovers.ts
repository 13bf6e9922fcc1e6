import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** `gradebook.json.4711.tmp`: what process 4711 was writing (kit/write-atomically.ts). */
const HALF_WRITTEN = /\.(\d+)\.tmp$/;

/** Takes away what runs have left half written in a folder, and in those below it; a process that still runs keeps its own. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const writer = HALF_WRITTEN.exec(name)?.[1];
    if (writer !== undefined && !isRunning(Number(writer))) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // of another user
  }
}
