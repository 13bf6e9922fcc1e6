import { join } from 'node:path';
import { chooseIsolation } from '../class/choose-isolation.ts';
import type { Counts } from '../pipeline/counts.ts';
import { isTask, runTask } from '../pipeline/task.ts';
import type { Attack, Level } from './attack.ts';
import { readAttacks } from './read-attacks.ts';
import { type AttackArguments, parseAttackArguments, USAGE } from './run/arguments.ts';
import { attackTable, countAttacks, countsInWords } from './run/attack-table.ts';
import { runAttacks } from './run/run-attacks.ts';

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
  if (isTask()) return runTask((signal) => proveAttacks(repository, signal));
  const level = options.level ?? (await bestLevel(repository)).level;
  const { failed } = await tryAttacks(attacks, level);
  return failed > 0 ? 1 : 0;
}

/**
 * Every attack at the best level that works here, as a part of the proof of the project. In continuous integration on
 * Linux no other level than bubblewrap will do.
 */
async function proveAttacks(repository: string, signal: AbortSignal): Promise<Counts> {
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
  return { passed: counts.stopped, failed: counts.notStopped + counts.withoutControl, skipped: 0 };
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
