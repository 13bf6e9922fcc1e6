import { type ChildProcess, execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { faultOfMachine, machineCounts } from '../../confine/machine-evidence.ts';
import { findPrlimit } from '../../confine/prlimit.ts';
import { endedChildrenCpuMs } from '../../confine/process-use.ts';

/** What compiling one submission may take. A program of 64 KiB that a student wrote takes a hundredth of each. */
export const COMPILER_LIMITS = { memoryMiB: 512, cpuSeconds: 2, outputMiB: 4 } as const;
/** Where the kernel counts no CPU time for us, and for a compiler that waits for something. */
const DEADLINE_MS = 60_000;
/** esbuild's messages about one submission, in bytes. */
const MESSAGES_LIMIT = 256 * 1024;
const MIB = 1024 * 1024;

const SETTINGS = [
  '--outdir=out',
  '--platform=node',
  '--target=node24',
  '--charset=utf8',
  '--tree-shaking=false',
  '--sourcemap=external',
  '--sources-content=false',
  '--legal-comments=none',
  '--tsconfig-raw={}',
  '--log-level=error',
  '--color=false',
];

/** How esbuild ended: `compiled`, with errors at places in the text, or not at all, and why, as the rest of a sentence. */
type EsbuildEnding = { state: 'compiled' } | { state: 'errors'; messages: string } | { state: 'stopped'; why: string };

/**
 * Compiles `files` below `in` to `out`, in a process with limits. With an error in one of them nothing is written.
 * @throws Error when it failed for another reason than the text and what compiling that takes: a full disk, a signal from outside
 */
export async function runEsbuild(directory: string, files: readonly string[]): Promise<EsbuildEnding> {
  const first = await runOnce(directory, files);
  if (first.state !== 'killed') return first;
  const before = machineCounts();
  const second = await runOnce(directory, files);
  if (second.state !== 'killed') return second;
  const fault = faultOfMachine(before);
  if (fault === undefined && second.usedMs >= LIKELY_MS) return stopped(OVER_TIME);
  throw new Error(`The compiler was killed: ${fault ?? `by ${second.signal}, and not for its processor time`}.`);
}

type Killed = { state: 'killed'; signal: NodeJS.Signals; usedMs: number };
/** The kernel's limit goes by ticks of the clock, which can be far from the time that it accounts for. */
const LIKELY_MS = (COMPILER_LIMITS.cpuSeconds * 1000) / 2;

async function runOnce(directory: string, files: readonly string[]): Promise<EsbuildEnding | Killed> {
  const kernel = limits();
  const [file = '', ...args] = [...kernel, esbuildPath(), ...files.map((name) => `in/${name}`), ...SETTINGS];
  const usedBefore = childrenCpuMs();
  return new Promise((resolve, reject) => {
    const options = {
      cwd: directory,
      env: { ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }), GOTRACEBACK: 'none' },
      maxBuffer: MESSAGES_LIMIT,
      timeout: DEADLINE_MS,
      killSignal: 'SIGKILL',
    } as const;
    const child = execFile(file, args, options, (error, _stdout, stderr) => {
      const isOverMemory = stopWatching();
      if (!error) return resolve({ state: 'compiled' });
      const isFlood = error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
      if (typeof error.code === 'string' && !isFlood) return reject(error);
      const usedMs = kernel.length === 0 ? Infinity : childrenCpuMs() - usedBefore;
      const ending = isOverMemory ? stopped(OVER_MEMORY) : endingOf(isFlood ? {} : error, stderr, usedMs);
      if (ending) resolve(ending);
      else reject(new Error(`The compiler failed: ${stderr.replace('✘ [ERROR] ', '').trim().split('\n')[0]}`));
    });
    child.stdin?.end();
    const stopWatching = kernel.length === 0 ? watchMemory(child, COMPILER_LIMITS.memoryMiB) : () => false;
  });
}

/** Memory as RLIMIT_DATA: Go reserves far more address space than it uses. */
function limits(): string[] {
  const prlimit = findPrlimit();
  if (!prlimit) return [];
  const { memoryMiB, cpuSeconds, outputMiB } = COMPILER_LIMITS;
  return [prlimit, `--data=${memoryMiB * MIB}`, `--cpu=${cpuSeconds}`, `--fsize=${outputMiB * MIB}`, '--core=0'];
}

const OVER_MEMORY = `within ${COMPILER_LIMITS.memoryMiB} MiB of memory`;
const OVER_TIME = `within ${COMPILER_LIMITS.cpuSeconds} seconds of CPU time`;
export const OVER_OUTPUT = `into less than ${COMPILER_LIMITS.outputMiB} MiB`;

const childrenCpuMs = (): number => (process.platform === 'linux' ? endedChildrenCpuMs() : 0);
/** How esbuild writes of a place in the text; before that stand only its own words, and never a line of the text. */
const PLACE = /^ {4}in\/src\/[^:]+:\d+:\d+:$/m;

/** `undefined`: it was not the text. @param usedMs its processor time, and that of what ended meanwhile */
function endingOf(
  { signal }: { signal?: NodeJS.Signals | null | undefined },
  stderr: string,
  usedMs: number,
): EsbuildEnding | Killed | undefined {
  if (PLACE.test(stderr)) return { state: 'errors', messages: stderr };
  if (stderr.includes('[ERROR] panic: ')) return stopped('without a crash of the compiler');
  if (signal === 'SIGXFSZ' || /file too large/i.test(stderr)) return stopped(OVER_OUTPUT);
  if (signal) return { state: 'killed', signal, usedMs };
  if (/out of memory|cannot allocate|failed to (reserve|allocate)|stack exceeds|stack overflow/i.test(stderr)) {
    return stopped(OVER_MEMORY);
  }
  return stderr.includes('[ERROR]') || NO_THREADS.test(stderr) ? undefined : stopped('without a crash of the compiler');
}

/** How the runtime of Go ends where no thread can be started. */
const NO_THREADS = /failed to create new OS thread|pthread_create failed|newosproc/;

function stopped(why: string): EsbuildEnding {
  return { state: 'stopped', why };
}

/** esbuild's own variable for another place of its program: a job of root's has one where it may start it. */
export const ESBUILD_VARIABLE = 'ESBUILD_BINARY_PATH';

/** Where esbuild's own binary is: its JavaScript takes longer to load than a submission to compile. */
export function esbuildPath(): string {
  const given = process.env[ESBUILD_VARIABLE];
  if (given) return given;
  const fromHere = createRequire(import.meta.url);
  const fromEsbuild = createRequire(fromHere.resolve('esbuild'));
  const name = `@esbuild/${process.platform}-${process.arch}`; // as esbuild itself names them
  return fromEsbuild.resolve(process.platform === 'win32' ? `${name}/esbuild.exe` : `${name}/bin/esbuild`);
}

const EVERY_MS = 100;

/** Ends a process with too much memory where the kernel does not (macOS, by `ps`); the returned function stops watching. */
export function watchMemory(child: ChildProcess, limitMiB: number): () => boolean {
  let ended = false;
  const timer = setInterval(() => {
    execFile('ps', ['-o', 'rss=', '-p', String(child.pid)], (error, stdout) => {
      if (error || Number(stdout) <= limitMiB * 1024) return;
      ended = true;
      child.kill('SIGKILL');
    });
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    return ended;
  };
}
