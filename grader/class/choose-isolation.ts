import { ISOLATIONS, type Isolation } from '@socket-lab/kit/confine/level';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { whyNoBubblewrap } from './self-test/mend.ts';
import { hasPassed, notePassed } from './self-test/proven-levels.ts';

/** What `--sandbox` takes: a level, or `auto`, the best one that works here. */
export const SANDBOXES = ['auto', ...ISOLATIONS] as const;
export type Sandbox = (typeof SANDBOXES)[number];

interface Chosen {
  isolation: Isolation;
  notice?: string; // Why it is not the best level, in one line.
}

/** `undefined`: it works. Else what is wrong, in one line. */
type TestLevel = (level: Exclude<Isolation, 'none'>) => Promise<string | undefined>;

/**
 * The level for a run. One works when its self-test has passed: here, with this kernel, these programs and this user.
 * @throws UsageError when the level cannot be had, or no level can; the reason of `signal`
 */
export async function chooseIsolation(
  sandbox: Sandbox,
  proven: string,
  { signal, test = testOnce(proven, signal) }: { signal?: AbortSignal | undefined; test?: TestLevel } = {},
): Promise<Chosen> {
  if (sandbox === 'none') return { isolation: 'none' };
  const fault = sandbox === 'node' ? undefined : await test('bubblewrap');
  if (sandbox !== 'node' && fault === undefined) return { isolation: 'bubblewrap' };
  const why = fault === undefined ? '' : whyNoBubblewrap(fault);
  if (sandbox === 'bubblewrap') {
    throw new UsageError(
      `--sandbox bubblewrap does not work here (without --sandbox it is "node", for practice): ${why}`,
    );
  }
  const broken = await test('node');
  if (broken !== undefined)
    throw new UsageError(`No program is started: --sandbox node does not work here: ${broken.replace(/\.*$/, '.')}`);
  const notice = `Isolation is "node", for practice: bubblewrap does not work here: ${why}`;
  return { isolation: 'node', ...(why && { notice }) };
}

function testOnce(proven: string, signal: AbortSignal | undefined): TestLevel {
  return async (level) => {
    if (hasPassed(proven, level)) return undefined;
    const { selfTest } = await import('./self-test/self-test.ts');
    const fault = await selfTest(level, level, signal);
    signal?.throwIfAborted();
    if (fault === undefined) notePassed(proven, level);
    return fault;
  };
}

export function isolationInWords(isolation: Isolation): string {
  return isolation === 'bubblewrap' ? isolation : `${isolation} (practice, not for marks)`;
}
