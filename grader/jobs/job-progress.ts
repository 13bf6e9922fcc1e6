import type { JobMessage } from './lifeline.ts';
import type { PlannedJob } from './plan-jobs.ts';

export interface JobEvent {
  kind: 'started' | 'done' | 'cached' | 'error';
  id: string; // Of the job's spec.
  label: string;
  finished: number; // Jobs that have ended so far, this one included, and all of this run.
  total: number;
}

export interface JobAccount {
  ran: boolean; // It ran in this run, so its result is not from the cache.
  reason: string; // Why there is no result, when there is none.
}

const LINES_KEPT = 3;

export class JobProgress {
  readonly #jobs: Map<string, PlannedJob>;
  readonly #report: (event: JobEvent) => void;
  readonly #total: number;
  readonly #ran = new Set<string>();
  readonly #ended = new Set<string>();
  #finished = 0;
  readonly #lines = new Map<string, string[]>(); // The last lines each job wrote; those of turbo itself under ''.

  constructor(jobs: PlannedJob[], report: (event: JobEvent) => void = () => {}) {
    this.#jobs = new Map(jobs.map((job) => [job.folder, job]));
    this.#report = report;
    this.#total = jobs.reduce((sum, { specs }) => sum + specs.size, 0);
  }

  onMessage(folder: string, message: JobMessage): void {
    if ('job' in message) {
      this.#ran.add(folder);
      this.#tell(folder, 'started');
    } else {
      this.#finish(folder, message.ended);
    }
  }

  onLine(folder: string | undefined, line: string): void {
    if (folder && line.startsWith('cache hit')) this.#finish(folder, 'cached');
    else if (line.trim())
      this.#lines.set(folder ?? '', [...(this.#lines.get(folder ?? '') ?? []), line].slice(-LINES_KEPT));
  }

  /** Its result is no good: it is to end once more. */
  again(folder: string): void {
    if (this.#ended.delete(folder)) this.#finished -= this.#jobs.get(folder)?.specs.size ?? 0;
  }

  account(folder: string, ending: string): JobAccount {
    const ran = this.#ran.has(folder);
    const lines = this.#lines.get(ran ? folder : '') ?? [];
    const what = ran ? 'The job ended without a result' : `Turbo did not run the job (${ending})`;
    return { ran, reason: [what, ...lines].join(': ') };
  }

  #finish(folder: string, kind: 'done' | 'error' | 'cached'): void {
    if (this.#ended.has(folder)) return;
    this.#ended.add(folder);
    this.#tell(folder, kind);
  }

  #tell(folder: string, kind: JobEvent['kind']): void {
    for (const { id, label } of this.#jobs.get(folder)?.specs.values() ?? []) {
      if (kind !== 'started') this.#finished += 1;
      this.#report({ kind, id, label, finished: this.#finished, total: this.#total });
    }
  }
}
