import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

interface Command {
  args: readonly string[]; // A script for Node, and its arguments.
  cwd: string;
  env?: Record<string, string>;
}

/** The wall time of a command as a whole process, in seconds. @throws Error with the end of its output when it fails */
export async function timeCommand({ args, cwd, env = {} }: Command): Promise<number> {
  const begin = performance.now();
  const { exitCode, all } = await execa(process.execPath, args, { cwd, env, all: true, reject: false });
  const seconds = (performance.now() - begin) / 1000;
  if (exitCode === 0) return seconds;
  throw new Error(`node ${args.join(' ')} ended with ${exitCode}:\n${String(all).slice(-2000)}`);
}

type Pair = { a: number; b: number; ratio: number };

/** Times two commands in turn, A B A B …, after one of each that does not count; the medians, and that of their ratios. */
export async function timeInTurn(a: Command, b: Command, runs: number): Promise<Pair> {
  await timeCommand(a);
  await timeCommand(b);
  const pairs: Pair[] = [];
  for (let run = 0; run < runs; run++) {
    const times = { a: await timeCommand(a), b: await timeCommand(b) };
    pairs.push({ ...times, ratio: times.a / times.b });
  }
  const of = (key: keyof Pair) => median(pairs.map((pair) => pair[key]));
  return { a: of('a'), b: of('b'), ratio: of('ratio') };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

// Seconds: `save` from the save to its result in a watch, `plain` the same checks by a command of their own.
type SaveToResult = { save: number; plain: number; ratio: number };

/** Saves a program under a watch, and runs its checks by a command, in turn; medians, without the first of each. */
export async function saveToResult(
  command: readonly string[],
  topicDirectory: string,
  program: string,
  runs: number,
): Promise<SaveToResult> {
  const watch = execa(process.execPath, [...command, '--watch'], { cwd: topicDirectory, buffer: false, reject: false });
  const results = watch[Symbol.asyncIterator]();
  try {
    await untilResult(results);
    const pairs: SaveToResult[] = [];
    for (let run = 0; run <= runs; run++) {
      const plain = await timeCommand({ args: [...command, program], cwd: topicDirectory });
      const begin = performance.now();
      await appendFile(join(topicDirectory, 'src', `${program}.ts`), `// save ${run}\n`);
      await untilResult(results);
      const save = (performance.now() - begin) / 1000;
      if (run > 0) pairs.push({ save, plain, ratio: save / plain });
    }
    const of = (key: keyof SaveToResult) => median(pairs.map((pair) => pair[key]));
    return { save: of('save'), plain: of('plain'), ratio: of('ratio') };
  } finally {
    watch.kill();
    await watch;
  }
}

async function untilResult(lines: AsyncIterator<string | Uint8Array>): Promise<void> {
  for (;;) {
    const { done, value } = await lines.next();
    if (done) throw new Error('The watch has ended.');
    if (String(value).endsWith('public points.')) return;
  }
}
