import { availableParallelism, cpus, totalmem } from 'node:os';

const GIB = 1024 ** 3;
/** Jobs at once for each core: most of a job's time is a program's silence, until a deadline. */
const JOBS_A_CORE = 3;
/** So much of one core has been idle when another job may begin. */
const SPARE_CORES = 0.5;
/** How often the machine is looked at while a job waits, in milliseconds: one that has begun shows by then. */
const LOOK_MS = 250;

/** How many jobs may run at once: three a core, and a GiB of memory for each, but no fewer than there are cores. */
export function mostJobs(cores = availableParallelism(), memoryBytes = totalmem()): number {
  return Math.max(cores, Math.min(JOBS_A_CORE * cores, Math.floor(memoryBytes / GIB)));
}

/**
 * Lets jobs begin, in the order in which they ask: one for each core at once, more while the machine has room for them, one at
 * a look. So what waits costs no time, and no job makes another's programs slow.
 */
export class Admission implements Disposable {
  readonly #atOnce: number;
  readonly #idleCores: () => number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(atOnce = availableParallelism(), idleCores = idleSinceLast()) {
    this.#atOnce = atOnce;
    this.#idleCores = idleCores;
  }

  /** Calls `go` when the job may begin. @returns what is to be called when it has ended, or will not begin */
  enter(go: () => void): () => void {
    let isRunning = false;
    const begin = () => {
      isRunning = true;
      go();
    };
    this.#waiting.push(begin);
    this.#fill();
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      if (isRunning) this.#running -= 1;
      else this.#waiting.splice(this.#waiting.indexOf(begin), 1);
      this.#fill();
    };
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #fill(): void {
    while (this.#running < this.#atOnce && this.#waiting.length > 0) this.#admit();
    if (this.#waiting.length === 0) this[Symbol.dispose]();
    else this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
  }

  #look(): void {
    if (this.#idleCores() >= SPARE_CORES) this.#admit();
    this.#fill();
  }

  #admit(): void {
    const begin = this.#waiting.shift();
    if (begin === undefined) return;
    this.#running += 1;
    begin();
  }
}

/** How many cores have been idle since it was called last, on the average: 0.5 is half the time of one. */
function idleSinceLast(): () => number {
  const read = () => ({ idle: cpus().reduce((sum, { times }) => sum + times.idle, 0), at: performance.now() });
  let last = read();
  return () => {
    const now = read();
    const idle = (now.idle - last.idle) / (now.at - last.at);
    last = now;
    return idle;
  };
}
