import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { killProcess } from '@socket-lab/kit/confine/kill-group';
import { Admission } from './admission.ts';
import { sweepAfter } from './sweep.ts';

/** The variable that tells a job where the lifeline is. Turbo passes it on and does not hash it. */
export const LIFELINE_VARIABLE = 'SOCKET_LAB_LIFELINE';
const GRACE_MS = 2_000; // What a job has to end by itself, in milliseconds.
const GO = 'go\n'; // What lets a job begin.
const LAST_MS = 15_000; // So long after its last word a job is gone, even on a busy machine.

/** What a job says on the lifeline, one line of JSON each: first that it began, then how it ended, and that the disk is full. */
export type JobMessage = { job: string; pid: number } | { ended: 'done' | 'error'; full?: string | undefined };

/**
 * A local socket that every job of a run holds. The system closes it when the run ends, by SIGKILL too, and the jobs then end
 * themselves. It also tells the run which jobs really run (the others came from the cache), and each job when to begin.
 */
export class Lifeline {
  /** A path in the temporary folder: a Unix socket's path has room for 104 bytes only. A named pipe on Windows. */
  readonly path: string;
  readonly #server: Server;
  readonly #held = new Map<Socket, number | undefined>();
  readonly #admission = new Admission();
  readonly #lastMs: number;
  readonly #onBegin: (job: string) => void;
  readonly #sweeping: ReturnType<typeof sweepAfter>;
  #turbo: number | undefined;
  #closed: Promise<void> | undefined;

  private constructor(path: string, onMessage: (job: string, message: JobMessage) => void, options: LifelineOptions) {
    const { lastMs = LAST_MS, onBegin = () => {} } = options;
    this.path = path;
    this.#lastMs = lastMs;
    this.#onBegin = onBegin;
    this.#server = createServer((socket) => this.#hold(socket, onMessage));
    this.#sweeping = sweepAfter(path);
  }

  static async open(
    onMessage: (job: string, message: JobMessage) => void,
    options: LifelineOptions = {},
  ): Promise<Lifeline> {
    const name = `socket-lab-${randomBytes(6).toString('hex')}`;
    const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
    const lifeline = new Lifeline(path, onMessage, options);
    await new Promise<void>((resolve, reject) => {
      lifeline.#server.once('error', reject).listen(lifeline.path, resolve);
    });
    return lifeline;
  }

  /** Jobs that begin from now on learn which process to end with themselves when the lifeline breaks. */
  endWith(turbo: number | undefined): void {
    this.#turbo = turbo;
  }

  /** Lets go of every job; resolves when the last has ended. One that does not end by itself in a moment is killed. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#admission[Symbol.dispose]();
    for (const socket of this.#held.keys()) socket.end('0\n'); // an orderly end: turbo is not the jobs' to end
    const grace = setTimeout(() => {
      for (const [socket, pid] of this.#held) {
        if (pid !== undefined) killProcess(pid);
        socket.destroy();
      }
    }, GRACE_MS);
    await closed;
    clearTimeout(grace);
    if (process.platform !== 'win32') rmSync(this.path, { force: true });
    this.#sweeping.cancel();
  }

  #hold(socket: Socket, onMessage: (job: string, message: JobMessage) => void): void {
    let job = '';
    let leave = () => {};
    this.#held.set(socket, undefined);
    socket.write(`${this.#turbo ?? 0}\n`);
    const lines = createInterface({ input: socket });
    lines.on('error', () => {}); // readline passes the socket's errors on
    lines.on('line', (line) => {
      const message = parse(line);
      if (!message) return;
      if ('job' in message) {
        job = message.job;
        this.#held.set(socket, message.pid);
      } else {
        leave();
        endForGood(this.#held.get(socket), this.#lastMs);
      }
      onMessage(job, message);
      if ('job' in message) leave = this.#admission.enter(() => this.#letBegin(socket, job));
    });
    socket.on('error', () => {}); // a job that was killed: 'close' follows
    socket.on('close', () => {
      leave();
      this.#held.delete(socket);
    });
  }

  #letBegin(socket: Socket, job: string): void {
    this.#onBegin(job);
    socket.write(GO);
  }
}

interface LifelineOptions {
  lastMs?: number; // What a job that has said how it ended has to be gone, in milliseconds.
  onBegin?(job: string): void; // A job has its turn.
}

/** Only jobs speak here, but anybody on this machine may knock. */
function parse(line: string): JobMessage | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Node can lock up in its exit (nodejs/node#54918, once in about 1,000 jobs), and turbo would wait for ever. */
function endForGood(pid: number | undefined, lastMs: number): void {
  if (pid === undefined) return;
  setTimeout(() => {
    if (isJob(pid)) killProcess(pid);
  }, lastMs).unref();
}

/** Whether a process is still the job that it was: its number can be another's by now. Where that cannot be seen: no. */
function isJob(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('job-main');
  } catch {
    return false;
  }
}

/**
 * Holds the run's lifeline, and waits until the job may begin. When it breaks the job ends at once, and turbo with it, so that
 * turbo starts no other. A job that was started by hand has no lifeline.
 */
export async function holdLifeline(
  job: string,
): Promise<{ ended(how: 'done' | 'error', full?: string): Promise<void> }> {
  const path = process.env[LIFELINE_VARIABLE];
  if (!path) return { ended: async () => {} };
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const socket = connect({ path, allowHalfOpen: true }); // our side closes when this process has ended, and no sooner
  let turbo = 0;
  const lines = createInterface({ input: socket });
  lines.on('error', () => {}); // readline passes the socket's errors on
  lines.on('line', (line) => {
    if (line === GO.trim()) begin();
    else turbo = Number(line);
  });
  const broken = () => {
    if (turbo > 0 && turbo === process.ppid) process.kill(turbo, 'SIGKILL');
    process.exit(1); // the programs under test end with this process (kit/program/process-watcher.ts)
  };
  socket.on('error', broken).on('end', broken);
  say(socket, { job, pid: process.pid });
  await begun;
  return {
    ended: (how, full) =>
      new Promise((resolve) => {
        socket.off('error', broken).off('end', broken);
        socket.on('error', () => resolve()).on('close', () => resolve());
        socket.end(`${JSON.stringify({ ended: how, full } satisfies JobMessage)}\n`);
      }),
  };
}

function say(socket: Socket, message: JobMessage): void {
  socket.write(`${JSON.stringify(message)}\n`);
}
