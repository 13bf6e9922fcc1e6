import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const BUSY = fileURLToPath(new URL('busy-main.js', import.meta.url));

/** So many processes a core that compute for nothing, until this is disposed of or this process has gone. */
export class BusyProcesses implements Disposable {
  readonly #processes: ChildProcess[];

  constructor(load: number) {
    this.#processes = Array.from({ length: load * availableParallelism() }, () => fork(BUSY));
  }

  get pids(): (number | undefined)[] {
    return this.#processes.map(({ pid }) => pid);
  }

  [Symbol.dispose](): void {
    for (const each of this.#processes) each.kill('SIGKILL');
  }
}
