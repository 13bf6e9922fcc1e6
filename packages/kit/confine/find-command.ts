import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where the system's own programs are, also for those whose PATH leaves some out (hier(7)). */
const SYSTEM = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin'];

/** The path of a program of the system (launches have no PATH); `undefined` when there is no such program. */
export function findCommand(name: string): string | undefined {
  const path = (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  return [...SYSTEM, ...path].map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
