import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { BroadcastChannel } from 'node:worker_threads';
import { type CliOptions, createVitest, type TestCase, type TestSpecification, type Vitest } from 'vitest/node';
import type { CheckTarget } from '../../../check/target.ts';
import { loadMessages } from '../../../failure/load-messages.ts';
import { type OnOutcome, RunResults, type SuitesResult } from '../../../suites/run-results.ts';
import { expectUsablePath, vitestOptions } from '../../../suites/vitest-options.ts';
import type { Topic } from '../../../topic/topic.ts';

const SETUP = fileURLToPath(new URL('await-targets.ts', import.meta.url));

/** A run of vitest that has begun: its thread loads what the suites need, and waits to be told what they are about. */
interface Begun {
  channel: BroadcastChannel;
  isReady: Promise<unknown>;
  over: ReturnType<Vitest['runTestSpecifications']>;
}

/** A vitest that stays up. The next run is begun in advance, in a thread of its own, which nothing outlives. */
export class LiveSuites {
  readonly #vitest: Vitest;
  readonly #suites: TestSpecification[];
  #begun: Begun;
  #results: RunResults | undefined;

  /** @param own flags of vitest's, which override ours @throws UsageError when the suites cannot run there */
  static async open(topic: Topic, own: CliOptions): Promise<LiveSuites> {
    expectUsablePath(topic.directory);
    await loadMessages(topic);
    const reporter = { onTestCaseResult: (testCase: TestCase) => opened.#results?.add(testCase) };
    const options = vitestOptions({ topic, targets: [], suites: 'public', reporter, own });
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() }); // the screen is ours
    const vitest = await createVitest(
      'test',
      { ...options, setupFiles: [SETUP] },
      {},
      { stdout: silent, stderr: silent },
    );
    const opened = new LiveSuites(vitest, await vitest.globTestSpecifications());
    return opened;
  }

  private constructor(vitest: Vitest, suites: TestSpecification[]) {
    this.#vitest = vitest;
    this.#suites = suites;
    this.#begun = this.#begin();
  }

  /** Returns the results by the targets' names; `undefined` when the signal came first. */
  async run(
    targets: readonly CheckTarget[],
    signal: AbortSignal,
    onOutcome: OnOutcome,
  ): Promise<Map<string, SuitesResult> | undefined> {
    const seed = targets[0]?.seed ?? 0;
    const results = new RunResults(
      targets.map(({ name }) => name),
      seed,
      onOutcome,
    );
    const { channel, isReady, over } = this.#begun;
    await Promise.race([isReady, over]);
    if (signal.aborted) return undefined; // what has begun waits for the next
    const stop = () => void this.#stop();
    signal.addEventListener('abort', stop);
    this.#results = results;
    channel.postMessage(targets);
    const { testModules, unhandledErrors } = await over;
    signal.removeEventListener('abort', stop);
    this.#results = undefined;
    channel.close();
    this.#begun = this.#begin();
    return signal.aborted ? undefined : results.finish(testModules, unhandledErrors);
  }

  #begin(): Begun {
    const name = randomUUID();
    const channel = new BroadcastChannel(name);
    const isReady = new Promise((resolve) => {
      channel.onmessage = resolve;
    });
    this.#vitest.provide('waiting', { channel: name, suites: this.#suites.map(({ moduleId }) => moduleId) });
    const over = this.#vitest.runTestSpecifications(this.#suites, true);
    over.catch(() => {}); // whoever runs it is told
    return { channel, isReady, over };
  }

  /** The first call asks vitest to let the checks that run come to their end, the second to end their thread. */
  async #stop(): Promise<void> {
    const asked = this.#vitest.cancelCurrentRun('keyboard-input');
    await Promise.all([asked, this.#vitest.cancelCurrentRun('keyboard-input')]);
  }
}
