import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CliOptions } from 'vitest/node';
import type { CheckTarget } from '../check/target.ts';
import type { Topic } from '../topic/topic.ts';
import type { EndedModule, EndedTest } from './run-results.ts';
import type { ThreadMessage, ThreadTask } from './thread-main.ts';

/** Checks wait more than they compute: so many of one suite run at a time. */
export const CONCURRENT_CHECKS = Math.max(4, availableParallelism() * 3);

export interface SuitesToRun {
  topic: Topic;
  suites: 'public' | 'all';
  targets: readonly CheckTarget[];
  /** Flags of vitest's own, by which the user overrides ours. */
  own: CliOptions;
  onEnded(test: EndedTest): void;
}

export interface Over {
  modules: EndedModule[];
  /** Faults that belong to no check. */
  unhandledErrors: string[];
}

export async function runInThread({ topic, suites, targets, own, onEnded }: SuitesToRun): Promise<Over> {
  await using thread = openSuites(topic, { suites, own });
  return await thread.run(targets, onEnded);
}

/** The flags of vitest that say which checks run, and how; all others are about its server, or what it prints. */
export const OF_RUNNER = ['testNamePattern', 'bail', 'retry', 'maxConcurrency'] as const;

export function isOfRunner(own: CliOptions): boolean {
  return Object.keys(own).every((name) => (OF_RUNNER as readonly string[]).includes(name));
}

type ToOpen = Partial<Pick<ThreadTask, 'method' | 'rehearses'>> & { suites: 'public' | 'all'; own?: CliOptions };

export function openSuites(
  topic: Topic,
  { suites, own = {}, method = 'run', rehearses = false }: ToOpen,
): SuitesThread {
  const { testNamePattern, ...flags } = { maxConcurrency: CONCURRENT_CHECKS, ...own };
  const pattern = testNamePattern !== undefined && { testNamePattern: new RegExp(testNamePattern) };
  return new SuitesThread({
    root: topic.directory,
    suites: suitePaths(topic, suites),
    method,
    rehearses,
    flags: { ...flags, ...pattern },
  });
}

/** The suites of a topic, absolute, public ones first: a hidden check may need a public one. */
export function suitePaths(topic: Topic, suites: 'public' | 'all'): string[] {
  return suiteFolders(suites).flatMap((folder) => {
    const directory = join(topic.directory, folder);
    return suiteNames(directory).map((name) => join(directory, name));
  });
}

/** The folders of a topic that hold suites, in the order in which they run. */
export const suiteFolders = (suites: 'public' | 'all'): string[] =>
  suites === 'public' ? ['tests'] : ['tests', 'hidden'];

export const SUITE_ENDING = '.test.ts';

function suiteNames(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith(SUITE_ENDING))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** One run of a topic's suites, in a thread of its own: all that the suites have loaded or left behind ends with it. */
export class SuitesThread implements AsyncDisposable {
  readonly #thread: Worker;
  readonly #over: Promise<Over>;
  #onEnded: (test: EndedTest) => void = () => {};
  /** Settles when it has loaded what it loads in advance, or has ended. */
  readonly isReady: Promise<unknown>;

  constructor(task: ThreadTask) {
    this.#thread = new Worker(new URL('thread-main.ts', import.meta.url), { workerData: task });
    const { promise: isReady, resolve: ready } = Promise.withResolvers<void>();
    const { promise: isOver, resolve: over } = Promise.withResolvers<Over>();
    this.#thread.on('message', (message: ThreadMessage) => {
      if (message === 'ready') ready();
      else if ('ended' in message) this.#onEnded(message.ended);
      else over(message);
    });
    const ended = once(this.#thread, 'exit').then(
      ([code]) => [`The thread of the suites ended with ${code}.`],
      (error) => [String(error.stack ?? error)],
    );
    this.#over = Promise.race([isOver, ended.then((unhandledErrors) => ({ modules: [], unhandledErrors }))]);
    this.isReady = Promise.race([isReady, ended]);
  }

  /** To be called once. Ended early (disposed), it has run what it has run. */
  async run(targets: readonly CheckTarget[], onEnded: (test: EndedTest) => void = () => {}): Promise<Over> {
    this.#onEnded = onEnded;
    this.#thread.postMessage(targets);
    return await this.#over;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread.terminate();
  }
}
