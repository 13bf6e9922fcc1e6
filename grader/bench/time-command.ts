import { execa } from 'execa';

export interface Command {
  /** A script for Node, and its arguments. */
  args: readonly string[];
  cwd: string;
  env?: Record<string, string>;
}

/**
 * The wall time of a command as a whole process, in seconds.
 * @throws Error with the end of its output when it fails
 */
export async function timeCommand({ args, cwd, env = {} }: Command): Promise<number> {
  const begin = performance.now();
  const { exitCode, all } = await execa(process.execPath, args, { cwd, env, all: true, reject: false });
  const seconds = (performance.now() - begin) / 1000;
  if (exitCode === 0) return seconds;
  throw new Error(`node ${args.join(' ')} ended with ${exitCode}:\n${String(all).slice(-2000)}`);
}

/** Times two commands in turn, A B A B …, after one of each that does not count; the medians, and that of their ratios. */
export async function timeInTurn(
  a: Command,
  b: Command,
  runs: number,
): Promise<{ a: number; b: number; ratio: number }> {
  await timeCommand(a);
  await timeCommand(b);
  const pairs: { a: number; b: number; ratio: number }[] = [];
  for (let run = 0; run < runs; run++) {
    const times = { a: await timeCommand(a), b: await timeCommand(b) };
    pairs.push({ ...times, ratio: times.a / times.b });
  }
  return {
    a: median(pairs.map((pair) => pair.a)),
    b: median(pairs.map((pair) => pair.b)),
    ratio: median(pairs.map((pair) => pair.ratio)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
