import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BEGIN_FDS, beginFile } from '../program/launch-command.ts';

/** Writes beside programs what tells that one begins: on the pipe whose number its name has, before the first line of theirs. */
export async function writeBegins(scriptDirectory: string): Promise<void> {
  for (const fd of BEGIN_FDS) await writeFile(join(scriptDirectory, beginFile(fd)), tellOn(fd));
}

/** In the first thread only: in others the number is another file's. */
const tellOn = (fd: number): string => `'use strict';
if (require('node:worker_threads').isMainThread) {
  const { closeSync, writeSync } = require('node:fs');
  writeSync(${fd}, '.');
  closeSync(${fd});
}
`;
