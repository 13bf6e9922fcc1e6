import { sep } from 'node:path';

/** How vitest names a file: with slashes on every system. */
export function moduleId(path: string, separator = sep): string {
  return path.replaceAll(separator, '/');
}
