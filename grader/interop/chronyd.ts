import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isListening } from '@socket-lab/kit/confine/socket-table';
import { freeUdpPort } from '@socket-lab/kit/program/free-port';
import { vi } from 'vitest';
import { Command, handOver, unprivileged } from './command.ts';

const READY_MS = 30_000; // How long it may take until it has its port, in milliseconds of a busy machine.

/**
 * `chronyd` on a free port, unprivileged; it leaves the clock alone (-x) and takes no commands. Linux only: readiness is
 * read from the kernel's table of sockets.
 */
export class Chronyd implements AsyncDisposable {
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly #folder: string;
  readonly #command: Command;

  private constructor(port: number, folder: string, command: Command) {
    this.port = port;
    this.#folder = folder;
    this.#command = command;
  }

  /** @param directives as in chrony.conf(5): `local stratum 1` … @throws Error when it does not get ready */
  static async start(...directives: string[]): Promise<Chronyd> {
    const folder = await mkdtemp(join(tmpdir(), 'chronyd-'));
    await handOver(folder);
    const port = await freeUdpPort();
    const file = join(folder, 'chrony.conf');
    const own = [`port ${port}`, 'bindaddress 127.0.0.1', 'cmdport 0', 'bindcmdaddress /'];
    const files = [`pidfile ${join(folder, 'chronyd.pid')}`, `driftfile ${join(folder, 'drift')}`];
    await writeFile(file, `${[...own, ...files, ...directives].join('\n')}\n`);
    // -d: in the foreground; -U: without root's rights, which -x does not need.
    const command = new Command(...unprivileged('chronyd', ['-x', '-d', '-U', '-f', file]));
    const chronyd = new Chronyd(port, folder, command);
    const isBound = () => isListening(port, 'udp');
    await vi.waitUntil(() => isBound() || command.stderr.hasEnded, { timeout: READY_MS }).catch(() => {});
    if (isBound()) return chronyd;
    await chronyd[Symbol.asyncDispose]();
    throw new Error(`chronyd did not get ready: ${command.stderr.text()}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#command.kill();
    await rm(this.#folder, { recursive: true });
  }
}
