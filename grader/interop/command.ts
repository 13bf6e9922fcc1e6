import { chown } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { killGroup } from '@socket-lab/kit/confine/kill-group';
import { withinDeadline } from '@socket-lab/kit/program/deadline';
import { Output } from '@socket-lab/kit/program/output';
import { unwatch, watch } from '@socket-lab/kit/program/process-watcher';
import { execa } from 'execa';

const OUTPUT_LIMIT = 8 * 1024 * 1024; // What a command may print in one test, in bytes; what is beyond is not kept.

export class Command implements AsyncDisposable {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Settles with the exit code when it has ended and its output is complete; `undefined` when a signal ended it. */
  readonly ended: Promise<number | undefined>;
  readonly #name: string;
  readonly #process: ReturnType<typeof spawnCommand>;
  #hasEnded = false;

  constructor(file: string, args: readonly string[]) {
    this.#name = file;
    this.#process = spawnCommand(file, args);
    this.#process.stdin.on('error', () => {}); // it need not read what it is given
    let spent = 0;
    const spend = (bytes: number) => {
      spent += bytes;
      return spent <= OUTPUT_LIMIT;
    };
    this.stdout = new Output(this.#process.stdout, spend);
    this.stderr = new Output(this.#process.stderr, spend);
    this.ended = this.#untilEnded();
  }

  write(data: string | Uint8Array): void {
    this.#process.stdin.write(data);
  }

  endInput(): void {
    this.#process.stdin.end();
  }

  /** Waits until this text stands on stdout. @throws Error when it ends, or the time is up, without it. */
  async shows(text: string): Promise<void> {
    await this.#showsOn(this.stdout, text);
  }

  async showsOnStderr(text: string): Promise<void> {
    await this.#showsOn(this.stderr, text);
  }

  /** Waits until it ends by itself, and returns its exit code. @throws Error when it does not, or a signal ended it */
  async ends(): Promise<number> {
    const code = await withinDeadline(this.ended);
    if (code === undefined) throw new Error(`${this.#name} did not end by itself. ${this.#shown()}`);
    return code;
  }

  /** Kills it, with all that it started; a terminal that it had opened is hung up, which ends the program in there. */
  async kill(): Promise<void> {
    this.#killGroup();
    await this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  async #showsOn(output: Output, text: string): Promise<void> {
    const isShown = () => output.text().includes(text);
    const untilShown = async () => {
      while (!isShown() && !output.hasEnded) await output.change.next;
    };
    await withinDeadline(untilShown());
    if (!isShown()) throw new Error(`${this.#name} did not show ${JSON.stringify(text)}. ${this.#shown()}`);
  }

  async #untilEnded(): Promise<number | undefined> {
    const { exitCode } = await this.#process;
    if (this.#process.pid !== undefined) unwatch(this.#process.pid);
    await Promise.all([this.stdout.ended, this.stderr.ended]);
    this.#hasEnded = true;
    return exitCode;
  }

  #killGroup(): void {
    const { pid } = this.#process;
    if (pid !== undefined && !this.#hasEnded) killGroup(pid);
  }

  #shown(): string {
    return `Its stdout: ${JSON.stringify(this.stdout.text())}; its stderr: ${JSON.stringify(this.stderr.text())}.`;
  }
}

function spawnCommand(file: string, args: readonly string[]) {
  const command = execa(file, args, {
    env: ENVIRONMENT,
    detached: process.platform !== 'win32', // a process group of its own
    cleanup: false, // process-watcher.ts does it, for the whole group
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
    buffer: false,
    reject: false,
  });
  if (command.pid !== undefined) watch(command.pid);
  return command;
}

/** The same words whatever the machine's language; `script` starts this shell; root's PATH has the servers. */
export const ENVIRONMENT = {
  LC_ALL: 'C.UTF-8',
  PYTHONUTF8: '1',
  SHELL: '/bin/sh',
  TERM: 'dumb',
  PATH: [process.env.PATH, '/usr/sbin'].join(delimiter),
};

const NOBODY = 65_534; // The user `nobody` and its group (Debian Policy §9.2.2): they own nothing.

/** A command that has no more rights than anybody's: where the tests run as root, it becomes `nobody` first (setpriv(1)). */
export function unprivileged(command: string, args: readonly string[]): [command: string, args: readonly string[]] {
  if (process.getuid?.() !== 0) return [command, args];
  return ['setpriv', [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--', command, ...args]];
}

export async function handOver(folder: string): Promise<void> {
  if (process.getuid?.() === 0) await chown(folder, NOBODY, NOBODY);
}
