import { beforeEach } from 'vitest';
import { COMMANDS, TELLS_WITHIN_MS, whyMissing } from './needed-commands.ts';

/**
 * Skips the tests of this file, and says why, where a command is missing. Continuous integration (`CI=true`) on Linux fails
 * instead: there .ci/run installs them.
 */
export function needsCommand(...names: (keyof typeof COMMANDS)[]): void {
  const missing = Promise.all(names.map((name) => whyMissing(COMMANDS[name]))).then((all) => all.find(Boolean));
  const isCi = process.env.CI === 'true' && process.platform === 'linux';
  let isWarned = false;
  beforeEach(async ({ skip }) => {
    const reason = await missing;
    if (reason === undefined) return;
    if (isCi) throw new Error(reason);
    if (!isWarned) console.warn(`skipped: ${reason}`);
    isWarned = true;
    skip(reason);
  }, 2 * TELLS_WITHIN_MS);
}
