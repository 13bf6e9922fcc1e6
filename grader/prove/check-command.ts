import { BadUsage } from '../class/bad-usage.ts';
import { WorkspaceBusy } from '../jobs/claim-workspace.ts';
import { breakOffSignal } from './break-off.ts';
import { type CheckArguments, parseCheckArguments, USAGE } from './check-arguments.ts';
import { checkTopics } from './check-topics.ts';

/**
 * The command `pnpm check`.
 *
 * @returns the exit code
 */
export async function checkCommand(args: string[], courseDirectory: string): Promise<number> {
  try {
    const options = parseCheckArguments(args);
    if (!options.help) return await check(options, courseDirectory);
    console.log(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof BadUsage || error instanceof WorkspaceBusy)) throw error;
    console.error(error.message);
    return 2;
  }
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
