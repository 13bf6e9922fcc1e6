import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type ProgramEnding, signalOf } from '../failure/exit.ts';
import { findCommand } from './find-command.ts';
import { withoutRights } from './unprivileged.ts';

/** Where the staged folder is inside, and where Node is. */
export const APP = '/app';
const NODE = '/usr/bin/node';
/** Where bwrap tells how the program ended (`sandboxEnding`): open it for bwrap as a pipe; the program does not have it. */
export const REPORT_FD = 3;
/** The databases of names and of services (hosts(5), host.conf(5), nsswitch.conf(5), resolv.conf(5), services(5)). */
const DATABASES = ['/etc/hosts', '/etc/host.conf', '/etc/nsswitch.conf', '/etc/resolv.conf', '/etc/services'];

/** What a launch at level bubblewrap needs of the machine: the same in every launch of a run. */
interface SandboxTools {
  /** What takes away the rights of whoever starts it, when that has some. */
  dropping: string[];
  bwrap: string;
  prlimit: string;
  node: string;
  /** Absolute; inside they are at the same places. */
  libraries: string[];
  databases: string[];
}

interface Sandboxed {
  /** The folder that is `/app` inside, absolute. */
  directory: string;
  /** The program's environment: all of it, but PWD. */
  env: Readonly<Record<string, string>>;
  args: readonly string[];
  limits: readonly string[];
  /** What its `/tmp` holds, in bytes. */
  temporaryBytes: number;
}

let tools: SandboxTools | undefined;

/** What this machine has, looked for once. Throws one clear line when something is missing. */
export function sandboxTools(node = process.execPath): SandboxTools {
  if (tools?.node !== node) tools = findTools(node);
  return tools;
}

function findTools(node: string): SandboxTools {
  const [bwrap, prlimit] = [needed('bwrap', 'bubblewrap'), needed('prlimit', 'util-linux')];
  return {
    dropping: withoutRights(),
    bwrap,
    prlimit,
    node,
    libraries: sharedLibraries(node, prlimit),
    databases: DATABASES.filter(existsSync),
  };
}

function needed(command: string, debianPackage: string): string {
  const path = findCommand(command);
  if (path) return path;
  throw new Error(`${command} is not installed (apt-get install ${debianPackage}).`);
}

/**
 * The command line that runs Node in a sandbox of its own (bwrap(1)). It sees read-only the staged folder, Node
 * and its libraries, the databases, and an empty `/tmp`; no process but its own; and nobody's rights. The network is that
 * of whoever starts it. Start it with an empty environment: `/proc/1/environ` inside is bwrap's own.
 */
export function sandboxCommand(tools: SandboxTools, sandboxed: Sandboxed): [file: string, ...args: string[]] {
  const { dropping, bwrap, prlimit, node, libraries, databases } = tools;
  const [file = bwrap, ...rest] = [...dropping, bwrap];
  return [
    file,
    ...rest,
    ...['--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...['--disable-userns', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
    ...['--json-status-fd', String(REPORT_FD)],
    ...['--clearenv', ...Object.entries(sandboxed.env).flatMap(([name, value]) => ['--setenv', name, value])],
    ...['--ro-bind', node, NODE, '--ro-bind', prlimit, prlimit],
    ...[...libraries, ...databases].flatMap((path) => ['--ro-bind', path, path]),
    ...['--ro-bind', sandboxed.directory, APP],
    ...['--proc', '/proc', '--remount-ro', '/proc', '--dev', '/dev', '--remount-ro', '/dev'],
    ...['--size', String(sandboxed.temporaryBytes), '--tmpfs', '/tmp'],
    ...['--remount-ro', '/', '--chdir', APP],
    ...['--', prlimit, ...sandboxed.limits, '--', NODE, ...sandboxed.args],
  ];
}

/** A library's path as ldd(1) writes it: `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)`, `/lib64/ld-linux-x86-64.so.2 (0x…)`. */
const LIBRARY = /(\/\S.*) \(0x[0-9a-f]+\)$/;

/** The shared libraries that programs of the system need, and the loader. None of a stranger's: ldd(1) runs them. */
function sharedLibraries(...programs: string[]): string[] {
  const lines = execFileSync('ldd', programs, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).split('\n');
  const missing = lines.find((line) => line.includes('not found'));
  if (missing) throw new Error(`A library is not there: ${missing.trim()}.`);
  const paths = lines.map((line) => LIBRARY.exec(line)?.[1]).filter((path) => path !== undefined);
  return [...new Set(paths)];
}

/**
 * How the program in a sandbox ended, from how bwrap did. A program that ends with such a code by itself is taken for one
 * that the signal ended: so it would be in a shell, too.
 * @param report what bwrap wrote to its `--json-status-fd`, which is out of the program's reach
 * @throws Error when no program ran: the sandbox could not be made, and that is the machine's fault
 */
export function sandboxEnding({ code, signal }: ProgramEnding, report: string): ProgramEnding {
  if (code === null) return { code, signal };
  if (!report.includes('"exit-code"')) throw new Error(`The sandbox could not be made (exit code ${code}).`);
  const ended = signalOf(code);
  return ended ? { code: null, signal: ended } : { code, signal };
}
