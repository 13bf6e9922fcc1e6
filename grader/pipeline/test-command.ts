import { command } from '@socket-lab/kit/commands/command';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { BreakOff } from '../class/break-off.ts';
import { countOf } from '../class/count-of.ts';
import { machineKey, readMachine } from '../prove/machine.ts';
import { type Counts, sumOf } from './counts.ts';
import { runTasks, type TaskResult, type TasksToRun } from './run-tasks.ts';
import { showTasks } from './show-tasks.ts';

/**
 * The tasks, what is soonest done first. Tests and attacks wait for other processes under deadlines, and a proof fills
 * the machine by itself: those run one at a time.
 */
const PHASES = [
  { tasks: ['lint', 'types', 'mutants', 'course'], concurrency: 2 },
  { tasks: ['unit', 'attacks', 'prove'], concurrency: 1 },
] as const;
const TASKS: readonly string[] = PHASES.flatMap(({ tasks }) => tasks);

const USAGE = `Usage: pnpm test [TASK…] [flags]

Runs the tasks of turbo.json that prove the project: ${TASKS.join(', ')}.
What has passed before with the same files on the same machine is replayed.

  --filter PACKAGE   only the tasks of this package: echo-service, @socket-lab/kit, // (the course itself); more than once
  --force            replays nothing
  --repeat N         N times, and replays nothing
  --machine          prints what this machine is, as far as results depend on it, and ends
  --help

Exit code: 0 everything passed; 1 something failed; 2 something asked for cannot be done. The last line counts.`;

const testCommand = command({
  name: 'test',
  usage: USAGE,
  options: {
    filter: { type: 'string', multiple: true },
    force: { type: 'boolean' },
    repeat: { type: 'string' },
    machine: { type: 'boolean' },
  },
  words: 'many',
  async run({ flags, words, courseDirectory }) {
    const [tasks, repeat] = [tasksIn(words), timesIn(flags.repeat)];
    const machine = await readMachine(courseDirectory);
    const key = machineKey(machine);
    if (!flags.machine) {
      const { filter: filters = [], force = false } = flags;
      return runAll({ courseDirectory, tasks, filters, force: force || repeat > 1, machine: key }, repeat);
    }
    for (const [name, value] of Object.entries({ ...machine, key })) console.log(`${name.padEnd(10)} ${value}`);
    return 0;
  },
});
export default testCommand;

export function tasksIn(words: readonly string[]): readonly string[] {
  const unknown = words.find((task) => !TASKS.includes(task));
  if (unknown !== undefined) throw new UsageError(`There is no task "${unknown}". There are: ${TASKS.join(', ')}.`);
  return words.length === 0 ? TASKS : words;
}

export const timesIn = (repeat = '1') => countOf('--repeat', repeat);

async function runAll(options: Omit<TasksToRun, 'concurrency' | 'signal'>, repeat: number): Promise<number> {
  using breakOff = new BreakOff();
  const { signal } = breakOff;
  const counts: Counts[] = [];
  try {
    for (let run = 1; run <= repeat; run += 1) {
      if (repeat > 1) console.log(`Run ${run} of ${repeat}`);
      for (const { tasks, concurrency } of PHASES) {
        const wanted = tasks.filter((task) => options.tasks.includes(task));
        if (wanted.length > 0) counts.push(await countsOf({ ...options, tasks: wanted, concurrency, signal }));
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error('Stopped. What has passed is kept; the same command goes on from there.');
    return signal.reason;
  }
  const { passed, failed } = sumOf(counts);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

async function countsOf(tasks: TasksToRun): Promise<Counts> {
  using listener = showTasks((line) => console.log(line));
  try {
    const results = await withoutSkips(tasks, (more) => runTasks(more, listener));
    return sumOf(results.map(({ counts }) => counts));
  } catch (error) {
    tasks.signal.throwIfAborted();
    console.error((error as Error).message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Turbo keeps whatever exits with 0; a replayed result in which something was skipped runs again. */
export async function withoutSkips(
  tasks: TasksToRun,
  run: (tasks: TasksToRun) => Promise<TaskResult[]>,
): Promise<TaskResult[]> {
  const results = await run(tasks);
  const doubtful = results.filter(({ isReplayed, counts }) => isReplayed && counts.skipped > 0);
  const again: TaskResult[] = [];
  for (const { task, package: name } of doubtful) {
    again.push(...(await run({ ...tasks, tasks: [task], filters: [name], force: true })));
  }
  return [...results.filter((result) => !doubtful.includes(result)), ...again];
}
