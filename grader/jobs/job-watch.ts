import { readlinkSync } from 'node:fs';
import { childrenOf, treeOf } from '@socket-lab/kit/confine/process-use';
import { withinDeadline } from '@socket-lab/kit/program/deadline';

/** In patient seconds (deadline.ts), each many times what a busy machine needs. */
const MARGINS = {
  /** From turbo's start of a job to the job's first word. */
  begin: 120,
  /** What each submission of a job may take on top of its `jobSeconds`: to be compiled, and to have its suites loaded. */
  submission: 60,
  /** How long nothing may be heard of turbo and the jobs while no job runs. */
  silence: 600,
};

interface Watched {
  /** What the submissions of a job may take, by its folder: the `jobSeconds` of each. */
  seconds: ReadonlyMap<string, number[]>;
  margins?: typeof MARGINS;
  turbo(): number | undefined;
}

/**
 * Ends what hangs, with all that it has started: a job that waits in the kernel for ever, as where no thread more can be started,
 * watches nothing itself. Linux only.
 */
export class JobWatch implements Disposable {
  readonly #watched: Watched;
  readonly #margins: typeof MARGINS;
  readonly #running = new Map<string, () => void>();
  readonly #reasons = new Map<string, string>();
  #isOver = false;
  #heard = () => {};

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#margins = watched.margins ?? MARGINS;
    void this.#listen();
  }

  /** Why a job was ended, by its folder. */
  reason(folder: string): string | undefined {
    return this.#reasons.get(folder);
  }

  /** Turbo has started the job, and nothing is heard of it yet. */
  starts(folder: string): void {
    void this.#expectEnd(folder, this.#margins.begin, 'begin');
  }

  /** It has its turn. */
  begins(folder: string): void {
    const each = this.#watched.seconds.get(folder) ?? [];
    const seconds = each.reduce((sum, limit) => sum + limit + this.#margins.submission, 0);
    void this.#expectEnd(folder, seconds, 'end');
  }

  /** It has ended, or waits for its turn. */
  rests(folder: string): void {
    this.#running.get(folder)?.();
    this.#running.delete(folder);
    this.#heard();
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    for (const folder of [...this.#running.keys()]) this.rests(folder);
    this.#heard();
  }

  async #expectEnd(folder: string, seconds: number, what: 'begin' | 'end'): Promise<void> {
    this.rests(folder);
    const { promise, resolve } = Promise.withResolvers<true>();
    this.#running.set(folder, () => resolve(true));
    if (await withinDeadline(promise, seconds * 1000)) return;
    this.#running.delete(folder);
    // The job is turbo's own child, in the job's folder, whether it has said a word or not.
    const job = childrenOf(this.#watched.turbo() ?? 0).find((pid) => cwdOf(pid).endsWith(`/jobs/${folder}`));
    if (job === undefined) return;
    this.#reasons.set(
      folder,
      `The job did not ${what} within ${seconds} s, and was ended with all that it had started.`,
    );
    endTree(job);
  }

  async #listen(): Promise<void> {
    while (!this.#isOver) {
      const { promise, resolve } = Promise.withResolvers<true>();
      this.#heard = () => resolve(true);
      if (await withinDeadline(promise, this.#margins.silence * 1000)) continue;
      const turbo = this.#watched.turbo();
      if (this.#running.size === 0 && turbo !== undefined) endTree(turbo);
    }
  }
}

/** Stops everything first: what loses a child goes on, and may start another. */
function endTree(pid: number): void {
  let tree: number[] = [];
  for (let found = treeOf(pid); found.length > tree.length; found = treeOf(pid)) {
    tree = found;
    for (const each of tree) signal(each, 'SIGSTOP');
  }
  for (const each of tree) signal(each, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended.
  }
}

function cwdOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return ''; // it has just ended
  }
}
