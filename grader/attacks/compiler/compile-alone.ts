import { execFileSync } from 'node:child_process';
import { esbuildPath } from '@socket-lab/kit/submission/compile/run-esbuild';
import type { Evidence } from '../attack.ts';
import type { Seen } from '../run/seen.ts';

const MIB = 1024 * 1024;

/** Compiles a text by esbuild with no limit: for controls. Evidence is more than so much output. */
export function compileAlone(source: string, mib: number): Evidence {
  const compiled = execFileSync(esbuildPath(), ['--loader=ts'], { input: source, maxBuffer: 256 * MIB });
  return compiled.length > mib * MIB
    ? `${source.length} bytes became ${Math.floor(compiled.length / MIB)} MiB`
    : undefined;
}

/** It came through the compiler: nothing says that it did not. */
export function wasCompiled({ words, status }: Seen): Evidence {
  return status === 'graded' && /cannot be compiled|does not/.test(words) ? undefined : 'compiled';
}
