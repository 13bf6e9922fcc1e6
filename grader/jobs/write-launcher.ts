import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const JOB_MAIN = fileURLToPath(new URL('job-main.ts', import.meta.url));

/**
 * Writes the command that turbo starts each job with. Turbo runs a package's script as `pnpm run grade`; every script of
 * the class workspace is this one program, so the `pnpm` that turbo finds first on its PATH is two lines that become
 * Node. It costs 1 ms a job (pnpm itself 90 ms, and it asks the registry; npm 250 ms), the job is turbo's own child, and
 * it is there however the run was started.
 * With a compile cache Node does not compile vitest anew for each job, a quarter of a job's own time.
 * @returns the folder to put first on turbo's PATH
 */
export function writeLauncher(workspace: string): string {
  const folder = join(workspace, 'launcher');
  mkdirSync(folder, { recursive: true });
  const cache = join(folder, 'compile-cache');
  if (process.platform === 'win32') {
    const lines = ['@echo off', `set "NODE_COMPILE_CACHE=${cache}"`, `"${process.execPath}" "${JOB_MAIN}"`];
    writeFileSync(join(folder, 'pnpm.cmd'), lines.map((line) => `${line}\r\n`).join(''));
  } else {
    const command = `NODE_COMPILE_CACHE=${quoted(cache)} exec ${quoted(process.execPath)} ${quoted(JOB_MAIN)}`;
    writeFileSync(join(folder, 'pnpm'), `#!/bin/sh\n${command}\n`);
    chmodSync(join(folder, 'pnpm'), 0o755);
  }
  return folder;
}

/** A word for sh(1) as it is. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
