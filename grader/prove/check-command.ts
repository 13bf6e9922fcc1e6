import { BadUsage } from '../class/bad-usage.ts';
import { WorkspaceBusy } from '../jobs/claim-workspace.ts';
import { breakOffSignal } from './break-off.ts';
import { type CheckArguments, parseCheckArguments, USAGE } from './check-arguments.ts';
import { checkTopics } from './check-topics.ts';
import { mutantNamed, mutantsOf, writeMutants } from './mutants/mutants-of.ts';
import { typeErrorsOf } from './mutants/type-errors.ts';

/**
 * The command `pnpm check`.
 *
 * @returns the exit code
 */
export async function checkCommand(args: string[], courseDirectory: string): Promise<number> {
  try {
    const options = parseCheckArguments(args);
    const { help, show, write, types } = options;
    if (help) console.log(USAGE);
    else if (types) return await checkTypes(options, courseDirectory);
    else if (show === undefined && write === undefined) return await check(options, courseDirectory);
    else showMutants(options, courseDirectory);
    return 0;
  } catch (error) {
    if (!(error instanceof BadUsage || error instanceof WorkspaceBusy)) throw error;
    console.error(error.message);
    return 2;
  }
}

function showMutants({ topics, show, write }: CheckArguments, courseDirectory: string): void {
  const all = mutantsOf(courseDirectory, topics);
  const mutants = show === undefined ? all : [mutantNamed(all, show)];
  for (const { reading } of mutants) if ('fault' in reading) throw new BadUsage(reading.fault);
  if (write === undefined) console.log(mutants[0]?.text.trimEnd());
  else for (const path of writeMutants(mutants, write)) console.log(`wrote ${path}`);
}

async function checkTypes({ topics }: CheckArguments, courseDirectory: string): Promise<number> {
  const mutants = mutantsOf(courseDirectory, topics);
  const errors = await typeErrorsOf(mutants, courseDirectory);
  for (const error of errors) console.log(error);
  console.log(`${mutants.length} mutants, ${errors.length} type errors.`);
  return errors.length > 0 ? 1 : 0;
}

async function check(options: CheckArguments, courseDirectory: string): Promise<number> {
  const signal = breakOffSignal();
  try {
    const isolation = 'node'; // the programs are the course's own
    const isElsewhere = process.env.CI === 'true';
    const { notProven } = await checkTopics({ ...options, courseDirectory, isolation, isElsewhere, signal });
    return notProven > 0 ? 1 : 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error('Stopped. What is done is kept; the same command goes on from there.');
    return signal.reason;
  }
}
