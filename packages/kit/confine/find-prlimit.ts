import { findCommand } from './find-command.ts';

let found: { path: string | undefined } | undefined;

/** Where prlimit(1) is, absolute; `undefined` when there is none: on macOS and Windows, and on a Linux without util-linux. */
export function findPrlimit(): string | undefined {
  found ??= { path: process.platform === 'linux' ? findCommand('prlimit') : undefined };
  return found.path;
}
