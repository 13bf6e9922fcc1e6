import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startTurbo, type TurboEvent, turboEnvironment } from '../jobs/run-turbo.ts';
import { type Counts, countsIn, sumOf } from './counts.ts';
import { FORCE_VARIABLE, MACHINE_VARIABLE } from './task.ts';

export interface TasksToRun {
  courseDirectory: string;
  tasks: readonly string[];
  /** Turbo's filters: only the tasks of these packages. All when empty. */
  filters: readonly string[];
  concurrency: number;
  force: boolean;
  /** What this machine is (machine.ts). */
  machine: string;
  signal: AbortSignal;
}

export interface TaskResult {
  task: string;
  /** `//` is the course itself. */
  package: string;
  counts: Counts;
  isReplayed: boolean;
  seconds: number;
  output: readonly string[];
}

export interface Listener {
  began(label: string): void;
  ended(result: TaskResult): void;
}

const summarySchema = z.object({
  tasks: z.array(
    z.object({
      task: z.string(),
      package: z.string(),
      cache: z.object({ status: z.enum(['HIT', 'MISS']) }),
      execution: z.object({ startTime: z.number(), endTime: z.number(), exitCode: z.number() }).nullish(),
    }),
  ),
});
type Summary = z.infer<typeof summarySchema>;

/**
 * Runs tasks of the root turbo.json. One that tells no counts counts as one, by its exit code.
 * @throws the reason of `signal`; Error with turbo's own words when it cannot run them
 */
export async function runTasks(options: TasksToRun, listener: Listener): Promise<TaskResult[]> {
  const log = new TaskLog(listener);
  const turbo = startTurbo({
    directory: options.courseDirectory,
    args: [
      ...options.tasks,
      ...options.filters.map((filter) => `--filter=${filter}`),
      ...['--summarize', `--concurrency=${options.concurrency}`],
    ],
    force: options.force,
    env: {
      ...turboEnvironment(),
      [MACHINE_VARIABLE]: options.machine,
      ...(options.force && { [FORCE_VARIABLE]: '1' }),
    },
    endsWith: 'TERM', // it ends the tasks then
    graceMs: 20_000, // a task ends what it has started
    onEvent: (event) => log.take(event),
  });
  options.signal.addEventListener('abort', turbo.stop, { once: true });
  const ending = await turbo.ended;
  options.signal.removeEventListener('abort', turbo.stop);
  options.signal.throwIfAborted();
  const summary = readSummary(options.courseDirectory, log.summaryPath);
  if (summary === undefined) throw new Error([`turbo ended with ${ending}.`, ...log.ofTurbo].join('\n'));
  return summary.tasks.flatMap((task) => log.resultOf(task) ?? []);
}

interface Output {
  lines: string[];
  began: number;
  isReplayed: boolean;
  told?: Counts;
}

class TaskLog {
  readonly ofTurbo: string[] = [];
  summaryPath: string | undefined;
  readonly #outputs = new Map<string, Output>();
  readonly #listener: Listener;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  take({ source, text }: TurboEvent): void {
    const output = this.#outputs.get(source);
    if (source === 'turbo') this.#takeOfTurbo(text);
    else if (output === undefined) this.#begin(source, text);
    else this.#add(source, output, text);
  }

  /** What a task has come to; one that has told its counts is told again only when its exit code says more. */
  resultOf({ task, package: name, cache, execution }: Summary['tasks'][number]): TaskResult | undefined {
    if (!execution) return undefined; // a package without this script
    const { lines = [], told } = this.#outputs.get(`${name}#${task}`) ?? {};
    const hasFailed = execution.exitCode !== 0;
    const known = countsIn(lines) ?? { passed: hasFailed ? 0 : 1, failed: 0, skipped: 0 };
    const counts = hasFailed && known.failed === 0 ? sumOf([known, { passed: 0, failed: 1, skipped: 0 }]) : known;
    const seconds = (execution.endTime - execution.startTime) / 1000;
    const isReplayed = cache.status === 'HIT';
    const result = { task, package: name, counts, isReplayed, seconds, output: lines };
    if (told?.failed !== counts.failed) this.#listener.ended(result);
    return result;
  }

  #add(source: string, output: Output, text: string): void {
    output.lines.push(text);
    const counts = countsIn([text]);
    if (counts === undefined) return;
    output.told = counts;
    const { lines, isReplayed, began } = output;
    const seconds = (performance.now() - began) / 1000;
    this.#listener.ended({ ...namesIn(source), counts, isReplayed, seconds, output: lines });
  }

  /** Turbo's first line of a task says whether it runs. */
  #begin(source: string, text: string): void {
    const isReplayed = text.startsWith('cache hit');
    this.#outputs.set(source, { lines: [], began: performance.now(), isReplayed });
    if (!isReplayed) this.#listener.began(labelOf(namesIn(source)));
  }

  #takeOfTurbo(text: string): void {
    this.ofTurbo.push(text);
    this.summaryPath ??= /^ *Summary: +(.+\.json)$/.exec(text)?.[1];
  }
}

function namesIn(source: string): { task: string; package: string } {
  const [name = '', task = ''] = source.split('#');
  return { task, package: name };
}

/** `unit @socket-lab/kit`; `lint` of the course itself. */
export function labelOf({ task, package: name }: Pick<TaskResult, 'task' | 'package'>): string {
  return name === '//' ? task : `${task} ${name}`;
}

function readSummary(courseDirectory: string, path: string | undefined): Summary | undefined {
  if (path === undefined) return undefined;
  const file = join(courseDirectory, '.turbo', 'runs', path.replace(/^.*[\\/]/, ''));
  const summary = summarySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  rmSync(file);
  return summary;
}
