import { cpuExceeded, type Exceeded, filesExceeded, memoryExceeded, threadsExceeded } from './exceeded.ts';
import type { Limits } from './limits.ts';
import {
  endedChildrenCpuMs,
  filesInTmp,
  MOST_FILES_IN_TMP,
  ProcessUse,
  type ResourceUse,
  treeOf,
} from './process-use.ts';
import { socketTable } from './socket-table.ts';

/** Milliseconds between polls of a program's processes: memory grows by 150 MiB meanwhile, at most. */
const POLL_MS = 50;
/** Polls between full scans of the process tree; a scan costs ten polls. */
const POLLS_PER_SCAN = 5;

interface Watched {
  pid: number;
  limits: Limits;
  /** So many of its processes are the sandbox's, and do not count. */
  launchers: number;
  /** Shared by all launches of a run. */
  budget: CpuBudget;
  /** Called at every look at which it has too much of something. */
  onExceeded(exceeded: Exceeded): void;
}

const watches = new Set<UsageWatch>();
let timer: NodeJS.Timeout | undefined;

/** Watches what a program uses, with all that it starts: the kernel limits each process by itself. Linux only. */
export class UsageWatch implements Disposable {
  readonly #watched: Watched;
  readonly #processes = new Map<number, ProcessUse>();
  #looks = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
    if (process.platform !== 'linux') return;
    this.#add(watched.pid);
    watches.add(this);
    timer ??= setInterval(() => {
      for (const watch of watches) watch.#look();
    }, POLL_MS).unref();
  }

  /** The numbers of its processes, those included that have left its group, or were left by it. */
  processes(): number[] {
    const known = [...this.#processes.values()].filter((each) => each.now() !== undefined).map(({ pid }) => pid);
    return [...new Set([...known, ...this.#tree()])];
  }

  [Symbol.dispose](): void {
    this.#watched.budget.close(this);
    for (const each of this.#processes.values()) each.close();
    this.#processes.clear();
    watches.delete(this);
    if (watches.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  #look(): void {
    const isThorough = this.#looks++ % POLLS_PER_SCAN === 0;
    if (isThorough) this.#search();
    const { limits, launchers, budget, onExceeded } = this.#watched;
    const use = this.#sum();
    const threads = use.threads - launchers;
    budget.spend(this, use.cpuMs);
    if (use.memoryBytes > limits.memoryMiB * 1024 * 1024) onExceeded(memoryExceeded(limits, use.memoryBytes));
    else if (threads > limits.threads) onExceeded(threadsExceeded(limits, threads));
    else if (isThorough && budget.isSpent(limits)) onExceeded(cpuExceeded(limits));
    else if (isThorough && launchers > 0) this.#lookIntoSandbox(use.memoryBytes);
  }

  /** What the kernel keeps for it is nobody's memory: unread data in sockets of the job's network, and names of files. */
  #lookIntoSandbox(memoryBytes: number): void {
    const { limits, onExceeded } = this.#watched;
    const unread = socketTable('tcp').reduce((sum, { sendQueue, receiveQueue }) => sum + sendQueue + receiveQueue, 0);
    const bytes = memoryBytes + unread;
    if (bytes > limits.memoryMiB * 1024 * 1024) onExceeded(memoryExceeded(limits, bytes));
    const newest = [...this.#processes.keys()].at(-1) ?? 0; // the sandbox's own come before those inside
    const files = filesInTmp(newest, limits.tmpMiB);
    if (files > MOST_FILES_IN_TMP) onExceeded(filesExceeded(files));
  }

  #sum(): ResourceUse {
    const sum: ResourceUse = { threads: 0, memoryBytes: 0, cpuMs: 0 };
    for (const each of this.#processes.values()) {
      const use = each.now();
      sum.threads += use?.threads ?? 0;
      sum.memoryBytes += use?.memoryBytes ?? 0;
      sum.cpuMs += use?.cpuMs ?? 0;
      if (!use) this.#forget(each);
    }
    return sum;
  }

  /** Of more processes than it may have threads, some are enough to tell. */
  #search(): void {
    for (const pid of this.#tree().slice(0, this.#watched.limits.threads + 1)) this.#add(pid);
  }

  /** Empty once it has ended: its number may be another's. */
  #tree(): number[] {
    const { pid } = this.#watched;
    return this.#processes.get(pid)?.now() ? treeOf(pid) : [];
  }

  #add(pid: number): void {
    if (this.#processes.has(pid)) return;
    try {
      this.#processes.set(pid, new ProcessUse(pid));
    } catch {
      // It has just ended.
    }
  }

  #forget(process: ProcessUse): void {
    process.close();
    this.#processes.delete(process.pid);
  }
}

/** The processor time that all launches of a run share: the kernel's account of those that ended, plus those that run. */
export class CpuBudget {
  readonly #before = process.platform === 'linux' ? endedChildrenCpuMs() : 0;
  readonly #submissions: number;
  readonly #running = new Map<object, number>();

  constructor(submissions = 1) {
    this.#submissions = submissions;
  }

  isSpent({ cpuSeconds }: Limits): boolean {
    return this.spentSeconds() > cpuSeconds * this.#submissions;
  }

  spend(launch: object, cpuMs: number): void {
    this.#running.set(launch, cpuMs);
  }

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
