import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SubmissionAttack } from '../attack.ts';
import { ALONE_PATH } from '../course/alone-program.ts';
import { wasAccepted } from '../evidence.ts';

export const attack: SubmissionAttack = {
  tries: 'hands in a named pipe: who reads it waits for ever',
  stoppedBy: { bubblewrap: 'collection: regular files only', node: 'collection: regular files only' },
  without: 'read as cat does',
  impossible: () => (process.platform === 'win32' ? 'Windows has no named pipes among its files' : undefined),
  submit,
  evidence: wasAccepted,
  async control({ folder }) {
    submit(folder, 'student');
    const pipe = join(folder, 'student', ALONE_PATH);
    const cat = spawn('cat', [pipe], { stdio: 'ignore' });
    const ended = once(cat, 'exit');
    while (!hasReader(pipe)) await nextTurn();
    await ended; // the writer came and went: only that has ended it
    return 'it waits until somebody writes';
  },
};

function submit(classFolder: string, student: string): void {
  const path = join(classFolder, student, ALONE_PATH);
  mkdirSync(dirname(path), { recursive: true });
  execFileSync('mkfifo', [path]);
}

/** A pipe that nobody reads cannot be opened for writing at once: ENXIO (fifo(7)). */
function hasReader(pipe: string): boolean {
  try {
    closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
    return false;
  }
}
