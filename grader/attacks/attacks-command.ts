import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseIsolation } from '../class/choose-isolation.ts';
import { type Attack, LEVELS, type Level } from './attack.ts';
import { attackTable, countAttacks, countsInWords } from './attack-table.ts';
import { readAttacks } from './read-attacks.ts';
import { runAttacks } from './run-attacks.ts';

const USAGE = `Usage: pnpm attacks [--level bubblewrap|node] [name…]

Hands hostile submissions in to a class and has it graded; then again with the layer off that should have stopped each.
Exit code: 0 every attack was stopped, and every control succeeded; 1 otherwise; 2 on bad usage.

  --level LEVEL   bubblewrap or node   (the best that works here)
  name…           only these attacks   (all)
  --help`;

/**
 * The command `pnpm attacks`.
 * @returns the exit code
 */
export async function attacksCommand(args: string[], repository: string): Promise<number> {
  let options: AttackArguments;
  let attacks: Map<string, Attack>;
  try {
    options = parseAttackArguments(args);
    attacks = pick(await readAttacks(), options.names);
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const level = options.level ?? (await bestLevel(repository)).level;
  const { failed } = await tryAttacks(attacks, level);
  return failed > 0 ? 1 : 0;
}

interface Counts {
  passed: number;
  failed: number;
}

/**
 * Every attack at the best level that works here, as a part of the proof of the project. In continuous integration on
 * Linux no other level than bubblewrap will do.
 */
export async function proveAttacks(repository: string, signal: AbortSignal): Promise<Counts> {
  const { level, notice } = await bestLevel(repository);
  if (notice !== undefined) console.warn(notice);
  const counts = await tryAttacks(await readAttacks(), level, signal);
  const mustBeBest = process.env.CI === 'true' && process.platform === 'linux';
  return mustBeBest && level !== 'bubblewrap' ? { ...counts, failed: counts.failed + 1 } : counts;
}

/** Tries attacks at a level, shows the table, and counts those that were stopped and whose control succeeded. */
async function tryAttacks(attacks: Map<string, Attack>, level: Level, signal?: AbortSignal): Promise<Counts> {
  console.log(`${attacks.size} attacks at level ${level}, by user ${process.getuid?.() ?? 'of this machine'}`);
  const begin = performance.now();
  const tried = await runAttacks(attacks, { level, signal, tell: (line) => console.log(`  ${line} …`) });
  const counts = countAttacks(tried);
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  console.log(`\n${attackTable(tried)}\n\nlevel ${level}, ${seconds} s: ${countsInWords(counts)}`);
  return { passed: counts.stopped, failed: counts.notStopped + counts.withoutControl };
}

/** @throws BadUsage when no level works */
async function bestLevel(repository: string): Promise<{ level: Level; notice?: string }> {
  const { isolation, notice } = await chooseIsolation('auto', join(repository, '.grade', 'self-test.json'));
  return { level: isolation === 'bubblewrap' ? isolation : 'node', ...(notice !== undefined && { notice }) };
}

function pick(attacks: Map<string, Attack>, names: string[]): Map<string, Attack> {
  const unknown = names.find((name) => !attacks.has(name));
  if (unknown !== undefined) throw new Error(`There is no attack "${unknown}". "pnpm attacks --help" lists the flags.`);
  return names.length === 0 ? attacks : new Map([...attacks].filter(([name]) => names.includes(name)));
}

interface AttackArguments {
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
