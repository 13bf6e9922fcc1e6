import { chown } from 'node:fs/promises';

/** The user `nobody` and its group (Debian Policy §9.2.2): they own nothing. */
const NOBODY = 65_534;

/** A command that has no more rights than anybody's: where the tests run as root, it becomes `nobody` first (setpriv(1)). */
export function unprivileged(command: string, args: readonly string[]): [command: string, args: readonly string[]] {
  if (process.getuid?.() !== 0) return [command, args];
  return ['setpriv', [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--', command, ...args]];
}

/** Gives a folder to whom such a command is. */
export async function handOver(folder: string): Promise<void> {
  if (process.getuid?.() === 0) await chown(folder, NOBODY, NOBODY);
}
