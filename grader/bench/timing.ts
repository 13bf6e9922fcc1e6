import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endedChildrenCpuMs } from '@socket-lab/kit/confine/process-use';
import { execa } from 'execa';

export interface Command {
  args: readonly string[]; // A script for Node, and its arguments.
  cwd: string;
  /** Its exit code when all is well: 1 of a test run in which checks fail. 0 when left out. */
  exitCode?: number;
}

/** What a command took, with all that it started. */
export interface Cost {
  wall: number; // Seconds.
  cpu: number; // Seconds on the processors, user and system.
  peakMiB: number; // The most resident memory of the command's own process.
  firstLine: number; // Seconds until it printed something that `isLine` takes.
}

/** At its end the command tells the memory it has had (getrusage(2), ru_maxrss: KiB). */
const TELLS_MEMORY = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nru_maxrss '+process.resourceUsage().maxRSS+'\\n'))`;

/** Where control groups account for processor time: version 1, else 2. */
const GROUPS = ['/sys/fs/cgroup/cpuacct', '/sys/fs/cgroup'].find((path) => existsSync(join(path, 'cgroup.procs')));

/**
 * A control group of our own accounts for everything that runs in it. Without one (not root) there is getrusage(2), which
 * leaves out what was killed before its parent had waited for it: most servers of a suite.
 */
export function openAccount(): { kind: 'cgroup' | 'rusage'; procs?: string; cpuSeconds(): number } & Disposable {
  const path = GROUPS && join(GROUPS, `socket-lab-bench-${process.pid}`);
  const rusage = { kind: 'rusage', cpuSeconds: () => endedChildrenCpuMs() / 1000, [Symbol.dispose]: () => {} } as const;
  if (process.platform !== 'linux' || !path) return rusage;
  try {
    mkdirSync(path);
  } catch {
    return rusage;
  }
  return {
    kind: 'cgroup',
    procs: join(path, 'cgroup.procs'),
    cpuSeconds: () => secondsIn(path),
    [Symbol.dispose]: () => rmdirSync(path),
  };
}

/** cgroup-v1/cpuacct.rst: `cpuacct.usage`, in ns; cgroup-v2.rst: `usage_usec` of `cpu.stat`. */
function secondsIn(group: string): number {
  const old = join(group, 'cpuacct.usage');
  if (existsSync(old)) return Number(readFileSync(old, 'utf8')) / 1e9;
  return Number(/^usage_usec (\d+)$/m.exec(readFileSync(join(group, 'cpu.stat'), 'utf8'))?.[1]) / 1e6;
}

/** Runs a command as a whole process. @throws Error with the end of its output when it fails */
export async function measure(
  { args, cwd, exitCode: right = 0 }: Command,
  isLine = (_: string) => true,
): Promise<Cost> {
  using account = openAccount();
  const node = [process.execPath, '--import', TELLS_MEMORY, ...args];
  const inGroup = account.procs ? ['sh', '-c', `echo $$ > ${account.procs}; exec "$@"`, 'sh', ...node] : node;
  const [file = '', ...rest] = inGroup;
  const before = account.cpuSeconds();
  const begin = performance.now();
  const child = execa(file, rest, { cwd, all: true, reject: false, stdin: 'ignore' });
  let firstLine = Number.NaN;
  child.stdout.on('data', (chunk: Buffer) => {
    const seconds = (performance.now() - begin) / 1000;
    if (Number.isNaN(firstLine) && isLine(chunk.toString())) firstLine = seconds;
  });
  const { exitCode, all } = await child;
  const wall = (performance.now() - begin) / 1000;
  while (account.procs && readFileSync(account.procs, 'utf8') !== '') await delay(5); // what it has killed is still ending
  if (exitCode !== right) throw new Error(`node ${args.join(' ')} ended with ${exitCode}:\n${all.slice(-2000)}`);
  const peakMiB = Number(/^ru_maxrss (\d+)$/m.exec(all)?.[1]) / 1024;
  return { wall, cpu: account.cpuSeconds() - before, peakMiB, firstLine };
}

/** Measures two commands in turn, A B A B …, after one of each that does not count; their medians. */
export async function inTurn(a: Command, b: Command, runs: number): Promise<[Cost, Cost]> {
  await measure(a);
  await measure(b);
  const costs: [Cost, Cost][] = [];
  for (let run = 0; run < runs; run++) costs.push([await measure(a), await measure(b)]);
  return [medianCost(costs.map(([cost]) => cost)), medianCost(costs.map(([, cost]) => cost))];
}

function medianCost(costs: readonly Cost[]): Cost {
  const of = (key: keyof Cost) => median(costs.map((cost) => cost[key]));
  return { wall: of('wall'), cpu: of('cpu'), peakMiB: of('peakMiB'), firstLine: of('firstLine') };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The exponent of growth: the slope of seconds over size, both as logarithms, by least squares. */
export function exponentOf(points: readonly (readonly [size: number, seconds: number])[]): number {
  const logs = points.map(([size, seconds]) => [Math.log(size), Math.log(seconds)] as const);
  const mean = (of: (point: readonly [number, number]) => number) =>
    logs.reduce((sum, each) => sum + of(each), 0) / logs.length;
  const [x, y] = [mean(([x]) => x), mean(([, y]) => y)];
  return mean(([a, b]) => (a - x) * (b - y)) / mean(([a]) => (a - x) ** 2);
}

/** Seconds from a save to its result in a watch, and of the same checks by a command of their own; medians of runs in turn. */
export async function saveToResult(command: readonly string[], topicDirectory: string, program: string, runs: number) {
  const watch = execa(process.execPath, [...command, '--watch'], { cwd: topicDirectory, buffer: false, reject: false });
  const results = watch[Symbol.asyncIterator]();
  try {
    await untilResult(results);
    const pairs: { save: number; plain: number }[] = [];
    for (let run = 0; run <= runs; run++) {
      const { wall: plain } = await measure({ args: [...command, program], cwd: topicDirectory });
      const begin = performance.now();
      await appendFile(join(topicDirectory, 'src', `${program}.ts`), `// save ${run}\n`);
      await untilResult(results);
      if (run > 0) pairs.push({ save: (performance.now() - begin) / 1000, plain });
    }
    return { save: median(pairs.map(({ save }) => save)), plain: median(pairs.map(({ plain }) => plain)) };
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
