export interface Wanted {
  programs: ReadonlySet<string>;
  /** Those that were saved, and when the newest of them was, by `performance.now()`; absent when nobody saved. */
  saved?: { programs: ReadonlySet<string>; at: number };
  /** Only this check, with its stronger hint. */
  hintFor?: string;
}

/** One run at a time: what is wanted meanwhile ends it, and both are run together. */
export class NewestWins {
  readonly #run: (wanted: Wanted, signal: AbortSignal) => Promise<boolean>;
  readonly #onFault: (fault: unknown) => void;
  #wanted: Wanted | undefined;
  #running: AbortController | undefined;

  /** @param run returns whether it came to its end @param onFault hears what it throws; nothing runs after that */
  constructor(run: (wanted: Wanted, signal: AbortSignal) => Promise<boolean>, onFault: (fault: unknown) => void) {
    this.#run = run;
    this.#onFault = onFault;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  want(wanted: Wanted): void {
    this.#wanted = together(this.#wanted, wanted);
    if (this.#running) this.#running.abort();
    else void this.#runAll().catch(this.#onFault);
  }

  async #runAll(): Promise<void> {
    while (this.#wanted) {
      const wanted = this.#wanted;
      this.#wanted = undefined;
      this.#running = new AbortController();
      const isDone = await this.#run(wanted, this.#running.signal);
      if (!isDone) this.#wanted = together(wanted, this.#wanted);
      this.#running = undefined;
    }
  }
}

/** A hint is only of use for what stands on the screen: it gives way to a run. */
function together(older: Wanted | undefined, newer: Wanted | undefined): Wanted | undefined {
  if (!older || older.hintFor !== undefined) return newer ?? older;
  if (!newer || newer.hintFor !== undefined) return older;
  const at = newer.saved?.at ?? older.saved?.at;
  const saved = joined(older.saved?.programs, newer.saved?.programs);
  return {
    programs: joined(older.programs, newer.programs),
    ...(at !== undefined && { saved: { programs: saved, at } }),
  };
}

const joined = (one: Iterable<string> = [], other: Iterable<string> = []): Set<string> => new Set([...one, ...other]);
