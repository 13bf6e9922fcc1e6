import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
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

/** What something took, with all that it started, in seconds: of the clock, and of the processors (NaN: not known). */
export interface Cost {
  wall: number;
  cpu: number;
}

/** What a command took. */
export interface CommandCost extends Cost {
  peakMiB: number; // The most resident memory of the command's own process.
  firstWall: number; // Until it printed something that `isLine` takes.
  firstCpu: number;
}

/** At its end the command tells the memory it has had (getrusage(2), ru_maxrss: KiB). */
const TELLS_MEMORY = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nru_maxrss '+process.pid+' '+process.resourceUsage().maxRSS+'\\n'))`;
/** What a command has killed gets so long to end, in milliseconds; and what is killed here once more. */
const GRACE_MS = 10_000;
const POLL_MS = 5;
const any = (_: string): boolean => true;

/** Where control groups account for processor time: version 1, else 2. */
const GROUPS = ['/sys/fs/cgroup/cpuacct', '/sys/fs/cgroup'].find((path) => existsSync(join(path, 'cgroup.procs')));

interface Account extends Disposable {
  kind: 'cgroup' | 'rusage' | 'none';
  cpuSeconds(): number; // Since it was opened; by `rusage` only of what has ended.
  cpuSoFar(): number; // The same while something in it runs: NaN by `rusage`.
  within(command: string[]): string[]; // The command, as one that begins in it.
  /** Waits until all in it have ended, and kills those that do not. @returns how many */
  empty(graceMs: number): Promise<number>;
}

/**
 * A control group of our own accounts for everything that runs in it. Without one (not root) there is getrusage(2), which
 * leaves out what was killed before its parent had waited for it: most servers of a suite.
 */
export function openAccount(): Account {
  try {
    return accountOf(mkdtempSync(join(GROUPS ?? '/nowhere', `socket-lab-bench-${process.pid}-`)));
  } catch {
    const before = endedCpuSeconds();
    const kind = Number.isNaN(before) ? 'none' : 'rusage';
    const cpu = { cpuSeconds: () => endedCpuSeconds() - before, cpuSoFar: () => Number.NaN };
    return { kind, ...cpu, within: (command) => command, empty: async () => 0, [Symbol.dispose]: () => {} };
  }
}

function accountOf(group: string): Account {
  const procs = join(group, 'cgroup.procs');
  return {
    kind: 'cgroup',
    cpuSeconds: () => secondsIn(group),
    cpuSoFar: () => secondsIn(group),
    within: (command) => ['sh', '-c', `echo $$ > ${procs} && exec "$@"`, 'sh', ...command],
    async empty(graceMs) {
      const killed = new Set<string>();
      for (let waited = 0; waited <= graceMs + GRACE_MS; waited += POLL_MS) {
        const pids = readFileSync(procs, 'utf8').split('\n').filter(Boolean);
        if (pids.length === 0) break;
        if (waited >= graceMs) for (const pid of pids) killed.add(pid);
        if (killed.size > 0) spawnSync('kill', ['-KILL', ...pids]);
        await delay(POLL_MS);
      }
      return killed.size;
    },
    [Symbol.dispose]: () => rmdirSync(group),
  };
}

/** cgroup-v1/cpuacct.rst: `cpuacct.usage`, in ns; cgroup-v2.rst: `usage_usec` of `cpu.stat`. */
function secondsIn(group: string): number {
  const old = join(group, 'cpuacct.usage');
  if (existsSync(old)) return Number(readFileSync(old, 'utf8')) / 1e9;
  return Number(/^usage_usec (\d+)$/m.exec(readFileSync(join(group, 'cpu.stat'), 'utf8'))?.[1]) / 1e6;
}

const endedCpuSeconds = (): number => (process.platform === 'linux' ? endedChildrenCpuMs() / 1000 : Number.NaN);

/** Starts a command in an account of its own; the signal ends it. */
export function start({ args, cwd }: Command, signal: AbortSignal, stdin: 'ignore' | 'pipe' = 'ignore') {
  const account = openAccount();
  const [file = '', ...rest] = account.within([process.execPath, '--import', TELLS_MEMORY, ...args]);
  const begin = performance.now();
  const child = execa(file, rest, { cwd, all: true, reject: false, stdin, cancelSignal: signal });
  return { child, account, seconds: () => (performance.now() - begin) / 1000 };
}

/** Ends a command that would not end by itself. */
export async function end({ child, account }: ReturnType<typeof start>): Promise<void> {
  using _ = account;
  child.kill();
  await account.empty(GRACE_MS);
  await child;
}

/**
 * Runs a command as a whole process. @throws the signal's reason, when nothing of the command is left
 * @throws Error with the end of its output when it fails, or leaves processes behind
 */
export async function measure(command: Command, signal: AbortSignal, isLine = any): Promise<CommandCost> {
  const { child, account: opened, seconds } = start(command, signal);
  using account = opened;
  let [firstWall, firstCpu, said] = [Number.NaN, Number.NaN, ''];
  child.stdout.on('data', (chunk: Buffer) => {
    if (!Number.isNaN(firstWall)) return;
    const [wall, cpu] = [seconds(), account.cpuSoFar()];
    said += chunk;
    if (isLine(said)) [firstWall, firstCpu] = [wall, cpu];
  });
  await Promise.race([new Promise((ended) => child.nodeChildProcess.once('exit', ended)), child]);
  const wall = seconds();
  const left = await account.empty(signal.aborted ? 0 : GRACE_MS); // or what it has left could keep `child` waiting
  const { exitCode, all } = await child;
  signal.throwIfAborted();
  const name = `node ${command.args.join(' ')}`;
  if (exitCode !== (command.exitCode ?? 0)) throw new Error(`${name} ended with ${exitCode}:\n${all.slice(-2000)}`);
  if (left > 0) throw new Error(`${name} has left ${left} processes behind`);
  const told = [...all.matchAll(new RegExp(`^ru_maxrss ${child.pid} (\\d+)$`, 'gm'))]; // its threads tell it, too
  const peakMiB = Number(told.at(-1)?.[1]) / 1024;
  return { wall, cpu: account.cpuSeconds(), peakMiB, firstWall, firstCpu };
}

export type Step<C extends Cost> = () => Promise<C>;

/** Measures in turn, A B C A B C …: what else the machine does meets all alike. @returns the median of each figure */
export async function inTurn<Name extends string, C extends Cost>(rounds: number, steps: Record<Name, Step<C>>) {
  const costs = {} as Record<Name, C[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name in steps) costs[name] = [...(costs[name] ?? []), await steps[name]()];
  }
  return Object.fromEntries(Object.entries<C[]>(costs).map(([name, each]) => [name, medians(each)])) as Record<Name, C>;
}

function medians<C extends Cost>(costs: readonly C[]): C {
  const keys = Object.keys(costs[0] ?? {}) as (keyof Cost)[];
  return Object.fromEntries(keys.map((key) => [key, median(costs.map((cost) => cost[key]))])) as unknown as C;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The exponent of growth: the slope of seconds over size, both as logarithms, by least squares. */
export function exponentOf(points: readonly (readonly [size: number, seconds: number])[]): number {
  const logs = points.map(([size, seconds]) => [Math.log(size), Math.log(seconds)] as const);
  const mean = (of: (at: readonly [number, number]) => number) =>
    logs.reduce((sum, at) => sum + of(at), 0) / logs.length;
  const [x, y] = [mean(([x]) => x), mean(([, y]) => y)];
  return mean(([a, b]) => (a - x) * (b - y)) / mean(([a]) => (a - x) ** 2);
}

/** From a save to its result in a watch, and the same checks by a command of their own, in turn. */
export async function saveToResult(command: Command, program: string, rounds: number, signal: AbortSignal) {
  const watch = start({ ...command, args: [...command.args, '--watch'] }, signal);
  const { account, seconds } = watch;
  const results = watch.child[Symbol.asyncIterator]();
  const save = async () => {
    const [wallBefore, cpuBefore] = [seconds(), account.cpuSoFar()];
    await appendFile(join(command.cwd, 'src', `${program}.ts`), `// ${wallBefore}\n`);
    await untilResult(results);
    return { wall: seconds() - wallBefore, cpu: account.cpuSoFar() - cpuBefore };
  };
  const plain = () => measure({ ...command, args: [...command.args, program] }, signal);
  try {
    await untilResult(results);
    await inTurn(1, { save, plain }); // the first does not count
    return await inTurn(rounds, { save, plain });
  } finally {
    await end(watch);
  }
}

async function untilResult(lines: AsyncIterator<string | Uint8Array>): Promise<void> {
  for (;;) {
    const { done, value } = await lines.next();
    if (done) throw new Error('The watch has ended.');
    if (String(value).endsWith('public points.')) return;
  }
}
