import { join } from 'node:path';
import { command } from '@socket-lab/kit/commands/command';
import { nearest } from '@socket-lab/kit/text/nearest';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { chooseIsolation } from '../class/choose-isolation.ts';
import type { Counts } from '../pipeline/counts.ts';
import { isTask, runTask } from '../pipeline/task.ts';
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

const attacksCommand = command({
  name: 'attacks',
  usage: USAGE,
  options: { level: { type: 'string' } },
  words: 'many',
  async run({ flags, words, courseDirectory }) {
    if (isTask()) return runTask((signal) => proveAttacks(courseDirectory, signal));
    const level = levelOf(flags);
    const attacks = pick(await readAttacks(), words);
    const { failed } = await tryAttacks(attacks, level ?? (await bestLevel(courseDirectory)).level);
    return failed > 0 ? 1 : 0;
  },
});
export default attacksCommand;

export function levelOf({ level: word }: ReturnType<typeof attacksCommand.parse>['flags']): Level | undefined {
  const level = LEVELS.find((each) => each === word);
  if (word === undefined || level) return level;
  throw new UsageError(`--level ${word} is no level that stops attacks. Write one of: ${LEVELS.join(', ')}.`);
}

/** The task `attacks`. In continuous integration on Linux no other level than bubblewrap will do. */
async function proveAttacks(repository: string, signal: AbortSignal): Promise<Counts> {
  const { level, notice } = await bestLevel(repository);
  if (notice !== undefined) console.warn(notice);
  const counts = await tryAttacks(await readAttacks(), level, signal);
  const mustBeBest = process.env.CI === 'true' && process.platform === 'linux';
  return mustBeBest && level !== 'bubblewrap' ? { ...counts, failed: counts.failed + 1 } : counts;
}

async function tryAttacks(attacks: Map<string, Attack>, level: Level, signal?: AbortSignal): Promise<Counts> {
  console.log(`${attacks.size} attacks at level ${level}, by user ${process.getuid?.() ?? 'of this machine'}`);
  const begin = performance.now();
  const tried = await runAttacks(attacks, { level, signal, tell: (line) => console.log(`  ${line} …`) });
  const counts = countAttacks(tried);
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  console.log(`\n${attackTable(tried)}\n\nlevel ${level}, ${seconds} s: ${countsInWords(counts)}`);
  return { passed: counts.stopped, failed: counts.notStopped + counts.withoutControl, skipped: 0 };
}

async function bestLevel(repository: string): Promise<{ level: Level; notice?: string }> {
  const { isolation, notice } = await chooseIsolation('auto', join(repository, '.grade', 'self-test.json'));
  return { level: isolation === 'bubblewrap' ? isolation : 'node', ...(notice !== undefined && { notice }) };
}

function pick(attacks: Map<string, Attack>, names: string[]): Map<string, Attack> {
  const unknown = names.find((name) => !attacks.has(name));
  if (unknown !== undefined) {
    const near = nearest(unknown, [...attacks.keys()]);
    const help = near === undefined ? '"pnpm attacks --help" says what there is.' : `Did you mean ${near}?`;
    throw new UsageError(`There is no attack "${unknown}". ${help}`);
  }
  return names.length === 0 ? attacks : new Map([...attacks].filter(([name]) => names.includes(name)));
}
