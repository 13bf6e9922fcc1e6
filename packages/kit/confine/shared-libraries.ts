import { execFileSync } from 'node:child_process';

/** A library's path as ldd(1) writes it: `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)`, `/lib64/ld-linux-x86-64.so.2 (0x…)`. */
const LIBRARY = /(\/\S.*) \(0x[0-9a-f]+\)$/;

/**
 * The shared libraries that programs of the system need, the dynamic loader among them: where the loader looks for them.
 * @param programs absolute; none of a stranger, ldd(1) runs them
 * @throws Error when ldd is missing or one of the libraries is
 */
export function sharedLibraries(...programs: string[]): string[] {
  const lines = execFileSync('ldd', programs, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).split('\n');
  const missing = lines.find((line) => line.includes('not found'));
  if (missing) throw new Error(`A library is not there: ${missing.trim()}.`);
  const paths = lines.map((line) => LIBRARY.exec(line)?.[1]).filter((path) => path !== undefined);
  return [...new Set(paths)];
}
