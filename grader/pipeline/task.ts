import { BreakOff } from '../class/break-off.ts';
import { type Counts, countsLine } from './counts.ts';

/** What this machine is (machine.ts), as the environment of a task tells it. It is part of turbo's key. */
export const MACHINE_VARIABLE = 'SOCKET_LAB_MACHINE';
/** Set when nothing may be replayed: neither a task nor a job within it. */
export const FORCE_VARIABLE = 'SOCKET_LAB_FORCE';

export function isTask(env: NodeJS.ProcessEnv = process.env): boolean {
  return env.TURBO_HASH !== undefined;
}

/**
 * Ends with the counts as the last line. It refuses when turbo was not started by `pnpm test`: the result would be kept under a
 * key that does not tell this machine from another. @returns the exit code
 */
export async function runTask(run: (signal: AbortSignal) => Promise<Counts>): Promise<number> {
  if (isTask() && !process.env[MACHINE_VARIABLE]) {
    console.error('The result depends on this machine, and turbo alone does not know it. Run "pnpm test" instead.');
    return 2;
  }
  for (const name of Object.keys(process.env)) if (name.startsWith('TURBO_')) delete process.env[name];
  using breakOff = new BreakOff();
  const { signal } = breakOff;
  try {
    const counts = await run(signal);
    console.log(countsLine(counts));
    return counts.failed > 0 ? 1 : 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    return signal.reason;
  }
}
