import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { RUN_FOLDER_VARIABLE } from './confined/run-folder.ts';
import { LIFELINE_VARIABLE } from './lifeline.ts';

interface TurboOptions {
  workspace: string;
  cacheDirectory: string; // Where turbo keeps results between runs.
  lifeline: string; // The path of the lifeline, for the jobs.
  runFolder?: string; // The run's folder, for jobs at level bubblewrap.
  concurrency: number;
  force: boolean; // Runs every job, cached or not.
  only?: readonly string[]; // Only these jobs, by their folders.
  remote?: NodeJS.ProcessEnv; // The variables that name a remote cache.
  /** Called for each line that a job, or turbo itself (`job` is then undefined), writes. */
  onLine(job: string | undefined, line: string): void;
}

interface TurboRun {
  pid: number | undefined;
  ended: Promise<string>; // Resolves with how it ended: `exit code 1`, `SIGKILL`.
  /** Ends it: in good order first, so that it keeps what is done; by force when that takes longer than a moment. */
  stop(): void;
}

const GRACE_MS = 2_000; // What turbo has to end in good order, in milliseconds.

export function runTurbo(options: TurboOptions): TurboRun {
  const { workspace, cacheDirectory, concurrency, force, only = [], remote, onLine } = options;
  const filters = only.map((folder) => `--filter=${folder}`);
  return startTurbo({
    directory: workspace,
    args: ['grade', `--concurrency=${concurrency}`, `--cache-dir=${cacheDirectory}`, ...filters],
    force,
    remote: remote !== undefined,
    env: environment(options),
    endsWith: 'KILL',
    graceMs: GRACE_MS,
    onEvent({ source, level, text }) {
      if (source !== 'turbo') onLine(source.replace(/#grade$/, ''), text);
      else if (level === 'error' || level === 'warn') onLine(undefined, text); // else of no interest
    },
  });
}

/** A line of output as turbo tells it: `source` is a task, `echo-service#prove`, or `turbo` itself. */
export type TurboEvent = { source: string; level: string; text: string };

export interface StartOptions {
  directory: string;
  args: string[]; // What follows `turbo run`: tasks, and flags besides those that every run has.
  force: boolean; // Runs every task, cached or not.
  remote?: boolean; // With a remote cache, which `env` names.
  env: NodeJS.ProcessEnv;
  endsWith: 'KILL' | 'TERM'; // The signal that turbo gets, on Linux, when this process ends, however it ends.
  graceMs: number; // What it has to end in good order when it is stopped, in milliseconds.
  onEvent(event: TurboEvent): void;
}

/** Starts `turbo run`: a task that fails stops no other. */
export function startTurbo({
  directory,
  args,
  force,
  remote,
  env,
  endsWith,
  graceMs,
  onEvent,
}: StartOptions): TurboRun {
  const mode = force ? 'w' : 'rw';
  const cache = `--cache=local:${mode}${remote ? `,remote:${mode}` : ''}`;
  const flags = [cache, '--json', '--continue=always', '--env-mode=strict', '--no-update-notifier', '--skip-infer'];
  const [command = '', ...rest] = [...dyingWithThisProcess(endsWith), findTurbo(), 'run', ...args, ...flags];
  const child = spawn(command, rest, {
    cwd: directory,
    env: { ...env, TURBO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32', // Ctrl-C reaches the run alone, which ends turbo in good order
  });
  createInterface({ input: child.stdout }).on('line', (line) => onEvent(parseEvent(line)));
  createInterface({ input: child.stderr }).on('line', (line) => onEvent(ofTurbo(line)));
  const ended = new Promise<string>((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const stop = () => {
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
  };
  return { pid: child.pid, ended, stop };
}

/** No setting of turbo's that the user made for other work may change what is graded. A remote cache is handed over apart. */
export function turboEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:TURBO|VERCEL)_/.test(name)));
}

function environment({ workspace, lifeline, runFolder, remote }: TurboOptions): NodeJS.ProcessEnv {
  const own = turboEnvironment();
  const pathName = Object.keys(own).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'; // `Path` on Windows
  const separator = process.platform === 'win32' ? ';' : ':';
  return {
    ...own,
    ...remote,
    [pathName]: `${writeLauncher(workspace)}${separator}${process.env[pathName] ?? ''}`,
    [LIFELINE_VARIABLE]: lifeline,
    ...(runFolder !== undefined && { [RUN_FOLDER_VARIABLE]: runFolder }),
  };
}

/** On Linux the kernel ends turbo when this process ends, however it ends. Elsewhere the jobs do (hold-lifeline.ts). */
function dyingWithThisProcess(signal: string): string[] {
  if (process.platform !== 'linux') return [];
  const command = ['setpriv', '--pdeathsig', signal];
  const works = spawnSync('setpriv', [...command.slice(1), 'true']).status === 0; // BusyBox's setpriv knows no --pdeathsig
  return works ? command : [];
}

function parseEvent(line: string): TurboEvent {
  try {
    return JSON.parse(line);
  } catch {
    return ofTurbo(line); // an error before turbo's first event is plain text
  }
}

const ofTurbo = (text: string): TurboEvent => ({ source: 'turbo', level: 'error', text });
const JOB_MAIN = fileURLToPath(new URL('job-main.ts', import.meta.url));

/** Turbo hands all variables of its own to its tasks. A job needs none of these, and programs of strangers run in it. */
const HANDED_OVER = ['TURBO_API', 'TURBO_TOKEN', 'TURBO_TEAM', 'TURBO_TEAMID', 'TURBO_REMOTE_CACHE_SIGNATURE_KEY'];

/**
 * Writes the command that turbo starts each job with: a `pnpm`, first on turbo's PATH, that becomes Node. It costs 1 ms a job
 * (pnpm itself 90 ms, npm 250 ms), asks no registry, and the job is turbo's own child. With a compile cache Node does not compile
 * vitest anew for each job, a quarter of its time. @returns the folder to put first on PATH
 */
function writeLauncher(workspace: string): string {
  const folder = join(workspace, 'launcher');
  mkdirSync(folder, { recursive: true });
  const cache = compileCache(workspace);
  if (process.platform === 'win32') {
    const unset = HANDED_OVER.map((name) => `set "${name}="`);
    const lines = ['@echo off', ...unset, `set "NODE_COMPILE_CACHE=${cache}"`, `"${process.execPath}" "${JOB_MAIN}"`];
    writeFileSync(join(folder, 'pnpm.cmd'), lines.map((line) => `${line}\r\n`).join(''));
  } else {
    const command = `NODE_COMPILE_CACHE=${quoted(cache)} exec ${quoted(process.execPath)} ${quoted(JOB_MAIN)}`;
    writeFileSync(join(folder, 'pnpm'), `#!/bin/sh\nunset ${HANDED_OVER.join(' ')}\n${command}\n`);
    chmodSync(join(folder, 'pnpm'), 0o755);
  }
  return folder;
}

/** Where Node keeps what it has compiled of the grader itself, for the processes of a run: where `grader/main.ts` does. */
export const compileCache = (workspace: string): string =>
  process.env.NODE_COMPILE_CACHE ?? join(workspace, 'launcher', 'compile-cache');

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`; // A word for sh(1) as it is.
const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };

/** Turbo's own binary: the script in .bin would put one more Node process between. @throws UsageError without it */
export function findTurbo(): string {
  const platform = PLATFORMS[process.platform] ?? process.platform;
  const architecture = process.arch === 'x64' ? '64' : process.arch;
  const file = `@turbo/${platform}-${architecture}/bin/turbo${process.platform === 'win32' ? '.exe' : ''}`;
  try {
    const { resolve } = createRequire(createRequire(import.meta.url).resolve('turbo/package.json'));
    return resolve(file);
  } catch {
    throw new UsageError(`turbo has no ${file} here. Run "npx -y pnpm@12 install".`);
  }
}
