import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Isolation } from './level.ts';
import { REPORT_FD } from './sandbox.ts';

/** Where a program tells that Node has started in it, before its first line: open it as a pipe. */
export const beginFdAt = (isolation: Isolation): number => (isolation === 'bubblewrap' ? REPORT_FD + 1 : REPORT_FD);

/** What tells it stands beside the program, and is loaded first. */
export const beginFile = (fd: number): string => `.begins-on-${fd}.cjs`;

export async function writeBegins(scriptDirectory: string): Promise<void> {
  for (const fd of [beginFdAt('none'), beginFdAt('bubblewrap')]) {
    await writeFile(join(scriptDirectory, beginFile(fd)), tellOn(fd));
  }
}

/** In the first thread only: in others the number is another file's. */
const tellOn = (fd: number): string => `'use strict';
if (require('node:worker_threads').isMainThread) {
  const { closeSync, writeSync } = require('node:fs');
  writeSync(${fd}, '.');
  closeSync(${fd});
}
`;
