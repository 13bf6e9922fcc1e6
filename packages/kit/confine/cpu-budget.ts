import type { Limits } from './limits.ts';
import { endedChildrenCpuMs } from './process-use.ts';

/**
 * The time on the processors that all launches of a run may use together. Those that have ended are in the kernel's own
 * account of this process's children, to the last of their time; those that run are added at each look.
 */
export class CpuBudget {
  readonly #before = process.platform === 'linux' ? endedChildrenCpuMs() : 0;
  readonly #submissions: number;
  readonly #running = new Map<object, number>();

  /** @param submissions of how many the launches are: each has its own share, and they are told apart by nobody */
  constructor(submissions = 1) {
    this.#submissions = submissions;
  }

  /** Whether the launches have used more than they may. */
  isSpent({ cpuSeconds }: Limits): boolean {
    return this.spentSeconds() > cpuSeconds * this.#submissions;
  }

  /** What a launch has used so far. */
  spend(launch: object, cpuMs: number): void {
    this.#running.set(launch, cpuMs);
  }

  /** A launch has ended. */
  close(launch: object): void {
    this.#running.delete(launch);
  }

  /** 0 on other systems than Linux, which do not tell. */
  spentSeconds(): number {
    if (process.platform !== 'linux') return 0;
    const running = [...this.#running.values()].reduce((sum, ms) => sum + ms, 0);
    return (endedChildrenCpuMs() - this.#before + running) / 1000;
  }
}
