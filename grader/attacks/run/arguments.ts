import { parseArgs } from 'node:util';
import { LEVELS, type Level } from '../attack.ts';

export const USAGE = `Usage: pnpm attacks [--level bubblewrap|node] [name…]

Hands hostile submissions in to a class and has it graded; then again with the layer off that should have stopped each.
Exit code: 0 every attack was stopped, and every control succeeded; 1 otherwise; 2 on bad usage.

  --level LEVEL   bubblewrap or node   (the best that works here)
  name…           only these attacks   (all)
  --help`;

export interface AttackArguments {
  /** The best that works when left out. */
  level?: Level;
  /** All when empty. */
  names: string[];
  help: boolean;
}

/** @throws Error when the command line is wrong, in one line */
export function parseAttackArguments(args: string[]): AttackArguments {
  const { values, positionals } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : args,
    allowPositionals: true,
    options: { level: { type: 'string' }, help: { type: 'boolean' } },
  });
  const level = LEVELS.find((each) => each === values.level);
  if (values.level !== undefined && !level) {
    throw new Error(`--level ${values.level} is no level that stops attacks. Write one of: ${LEVELS.join(', ')}.`);
  }
  return { ...(level && { level }), names: positionals, help: values.help ?? false };
}
