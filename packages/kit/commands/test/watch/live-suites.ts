import type { CliOptions } from 'vitest/node';
import type { CheckTarget } from '../../../check/target.ts';
import { loadMessages } from '../../../failure/load-messages.ts';
import { type OnOutcome, RunResults, type SuitesResult } from '../../../suites/run-results.ts';
import { openSuites, type SuitesThread } from '../../../suites/suites-thread.ts';
import type { Topic } from '../../../topic/topic.ts';

/** The suites of a topic, run again and again. The next run is begun in advance: its thread has loaded all, and waits. */
export class LiveSuites {
  readonly #begin: () => SuitesThread;
  #next: SuitesThread;

  /** @param own flags of vitest's runner, which override ours */
  static async open(topic: Topic, own: CliOptions): Promise<LiveSuites> {
    await loadMessages(topic);
    return new LiveSuites(() => openSuites(topic, { suites: 'public', own, rehearses: true }));
  }

  private constructor(begin: () => SuitesThread) {
    this.#begin = begin;
    this.#next = begin();
  }

  /** Returns the results by the targets' names; `undefined` when the signal came first. */
  async run(
    targets: readonly CheckTarget[],
    signal: AbortSignal,
    onOutcome: OnOutcome,
  ): Promise<Map<string, SuitesResult> | undefined> {
    const results = new RunResults(
      targets.map(({ name }) => name),
      targets[0]?.seed ?? 0,
      onOutcome,
    );
    const thread = this.#next;
    await thread.isReady;
    if (signal.aborted) return undefined; // what has begun waits for the next
    const end = () => void thread[Symbol.asyncDispose]();
    signal.addEventListener('abort', end);
    const { modules, unhandledErrors } = await thread.run(targets, (test) => results.add(test));
    signal.removeEventListener('abort', end);
    await thread[Symbol.asyncDispose]();
    this.#next = this.#begin();
    return signal.aborted ? undefined : results.finish(modules, unhandledErrors);
  }
}
