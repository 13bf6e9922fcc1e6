import { chooseIsolation } from '../class/choose-isolation.ts';
import type { Attack, Level } from './attack.ts';
import { readAttacks } from './read-attacks.ts';
import { parseAttackArguments, USAGE } from './run/arguments.ts';
import { attackTable, countAttacks, countsInWords } from './run/attack-table.ts';
import { runAttacks } from './run/run-attacks.ts';

/**
 * The command `pnpm attacks`.
 * @returns the exit code
 */
export async function attacksCommand(args: string[]): Promise<number> {
  let chosen: { level: Level; attacks: Map<string, Attack> };
  try {
    const { level, names, help } = parseAttackArguments(args);
    if (help) {
      console.log(USAGE);
      return 0;
    }
    chosen = { level: level ?? bestLevel(), attacks: pick(await readAttacks(), names) };
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  const { failed } = await proveAttacks(chosen.attacks, chosen.level);
  return failed > 0 ? 1 : 0;
}

/** Tries attacks at a level, shows the table, and counts those that were stopped and whose control succeeded. */
export async function proveAttacks(
  attacks: Map<string, Attack>,
  level: Level,
): Promise<{ passed: number; failed: number }> {
  console.log(`${attacks.size} attacks at level ${level}, user ${process.getuid?.() ?? 'unknown'}`);
  const begin = performance.now();
  const tried = await runAttacks(attacks, level, (line) => console.log(`  ${line} …`));
  const counts = countAttacks(tried);
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  console.log(`\n${attackTable(tried)}\n\nlevel ${level}, ${seconds} s: ${countsInWords(counts)}`);
  return { passed: counts.stopped, failed: counts.notStopped + counts.withoutControl };
}

/** @throws BadUsage when no level works */
export function bestLevel(): Level {
  const best = chooseIsolation('auto');
  return best === 'bubblewrap' ? best : 'node';
}

function pick(attacks: Map<string, Attack>, names: string[]): Map<string, Attack> {
  const unknown = names.find((name) => !attacks.has(name));
  if (unknown !== undefined) throw new Error(`There is no attack "${unknown}". "pnpm attacks --help" lists the flags.`);
  return names.length === 0 ? attacks : new Map([...attacks].filter(([name]) => names.includes(name)));
}
