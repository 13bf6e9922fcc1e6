import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { type JobMessage, LIFELINE_VARIABLE } from './lifeline.ts';

/** A job's end of the lifeline. */
export interface HeldLifeline {
  /** Says how the job ended and lets go; resolves when it is said. */
  ended(how: 'done' | 'error'): Promise<void>;
}

/**
 * Holds on to the lifeline of the run that started this job. When it breaks the job ends at once, and turbo with it, so
 * that turbo starts no other. A job that was started by hand has no lifeline and runs on its own.
 * @param job the job's folder name
 */
export async function holdLifeline(job: string): Promise<HeldLifeline> {
  const path = process.env[LIFELINE_VARIABLE];
  if (!path) return { ended: async () => {} };
  const socket = connect({ path, allowHalfOpen: true }); // our side closes when this process has ended, and no sooner
  let turbo = 0;
  const lines = createInterface({ input: socket });
  lines.on('error', () => {}); // readline passes the socket's errors on
  lines.on('line', (line) => {
    turbo = Number(line);
  });
  const broken = () => {
    if (turbo > 0 && turbo === process.ppid) process.kill(turbo, 'SIGKILL');
    process.exit(1); // the programs under test end with this process (kit/program/process-watcher.ts)
  };
  socket.on('error', broken).on('end', broken);
  say(socket, { job, pid: process.pid });
  return {
    ended: (how) =>
      new Promise((resolve) => {
        socket.off('error', broken).off('end', broken);
        socket.on('error', () => resolve()).on('close', () => resolve());
        socket.end(`${JSON.stringify({ ended: how } satisfies JobMessage)}\n`);
      }),
  };
}

function say(socket: Socket, message: JobMessage): void {
  socket.write(`${JSON.stringify(message)}\n`);
}
