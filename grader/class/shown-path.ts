import { isAbsolute, relative } from 'node:path';

/** A path as the user reads it: relative when it is below where the user is. */
export function shownPath(path: string, cwd: string): string {
  const way = relative(cwd, path);
  if (way === '') return '.';
  return way.startsWith('..') || isAbsolute(way) ? path : way;
}
