import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

let found: { path: string | undefined } | undefined;

/** Where prlimit(1) is, absolute; `undefined` when there is none: on macOS and Windows, and on a Linux without util-linux. */
export function findPrlimit(): string | undefined {
  found ??= { path: process.platform === 'linux' ? search() : undefined };
  return found.path;
}

function search(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/bin'].filter((folder) =>
    folder.startsWith('/'),
  );
  return folders.map((folder) => join(folder, 'prlimit')).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
