import { parseArgs } from 'node:util';
import { breakOffSignal } from '../prove/break-off.ts';
import { machineKey, readMachine } from '../prove/machine.ts';
import { type Counts, sumOf } from './counts.ts';
import { runTasks, type TaskResult, type TasksToRun } from './run-tasks.ts';
import { showTasks } from './show-tasks.ts';

/**
 * The tasks, what is soonest done first. Tests and attacks wait for other processes under deadlines, and a proof fills
 * the machine by itself: those run one at a time.
 */
const PHASES = [
  { tasks: ['lint', 'types', 'course'], concurrency: 2 },
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

interface TestArguments {
  tasks: string[];
  filters: string[];
  force: boolean;
  repeat: number;
  machine: boolean;
  help: boolean;
}

/**
 * The command `pnpm test`.
 * @returns the exit code
 */
export async function testCommand(args: string[], courseDirectory: string): Promise<number> {
  let options: TestArguments;
  try {
    options = parseTestArguments(args);
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const machine = await readMachine(courseDirectory);
  if (options.machine) {
    for (const [name, value] of Object.entries(machine)) console.log(`${name.padEnd(10)} ${value}`);
    console.log(`${'key'.padEnd(10)} ${machineKey(machine)}`);
    return 0;
  }
  return await runAll(options, courseDirectory, machineKey(machine));
}

async function runAll(options: TestArguments, courseDirectory: string, machine: string): Promise<number> {
  const { repeat, filters } = options;
  const signal = breakOffSignal();
  const force = options.force || repeat > 1;
  const counts: Counts[] = [];
  try {
    for (let run = 1; run <= repeat; run += 1) {
      if (repeat > 1) console.log(`Run ${run} of ${repeat}`);
      for (const phase of PHASES) {
        const tasks = phase.tasks.filter((task) => options.tasks.length === 0 || options.tasks.includes(task));
        if (tasks.length === 0) continue;
        const { concurrency } = phase;
        counts.push(await countsOf({ courseDirectory, tasks, filters, concurrency, force, machine, signal }));
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

/** A turbo that cannot run the tasks counts as one failure. */
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

/**
 * A result in which something was skipped is never taken from the cache: turbo keeps it, as it keeps whatever exits
 * with 0, but when it comes back the task runs again.
 */
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

/** @throws Error when the command line is wrong, in one line */
export function parseTestArguments(args: string[]): TestArguments {
  const { values, positionals } = parse(args);
  const { filter = [], force = false, repeat = '1', machine = false, help = false } = values;
  const unknown = positionals.find((task) => !TASKS.includes(task));
  if (unknown !== undefined) throw new Error(`There is no task "${unknown}". The tasks are: ${TASKS.join(', ')}.`);
  if (!/^[1-9]\d{0,3}$/.test(repeat)) {
    throw new Error(`--repeat ${repeat} is no count. Write a whole number from 1 up.`);
  }
  return { tasks: positionals, filters: filter, force, repeat: Number(repeat), machine, help };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args: args[0] === '--' ? args.slice(1) : args,
      allowPositionals: true,
      options: {
        filter: { type: 'string', multiple: true },
        force: { type: 'boolean' },
        repeat: { type: 'string' },
        machine: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    const [fault] = (error as Error).message.split('. ');
    throw new Error(`${fault?.replace(/\.$/, '')}. "pnpm test --help" lists the flags.`);
  }
}
