import { realpathSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { beginFdAt, beginFile } from '../confine/begins.ts';
import type { Isolation } from '../confine/level.ts';
import type { Limits } from '../confine/limits.ts';
import { findPrlimit, ownHardLimits, prlimitArguments } from '../confine/prlimit.ts';
import { APP, sandboxCommand, sandboxTools } from '../confine/sandbox.ts';
import { withoutCapabilities } from '../confine/unprivileged.ts';

/** What a launch runs, and what of the machine it may see. */
interface LaunchCommand {
  file: string;
  args: string[];
  env: Record<string, string>;
  cwd?: string;
}

export interface LaunchTarget {
  script: string;
  /** The folder in which it is started, absolute, where a student starts it in the topic's; the grader's own when left out. */
  directory?: string;
  args: readonly string[];
  isolation: Isolation;
  /** Files outside its own folder that it may read, absolute. */
  reads: readonly string[];
  /** What it may use; what the kernel holds of it is set before it begins. */
  limits: Limits;
  /** A file beside the script to load before it, in all its threads: it ends a program that takes a forbidden shortcut. */
  guard?: string | undefined;
  /** Whether it tells on a pipe of its own that Node has started, before its first line (begins.ts). */
  tellsBegin?: boolean;
  /** It needs worker threads (socket-server 05). */
  workers: boolean;
  /** Whether Node's own permissions stand before the sandbox as well: yes, but where one shall be seen to hold alone. */
  permissions?: boolean;
  /** The Node that runs it; that of this process when left out. */
  node?: string;
  /** Wait for a debugger on this port before the first line. */
  inspectPort?: number;
}

const MIB = 1024 * 1024;
/** `RES_OPTIONS`: a name server that does not answer holds a program up for a second, not for ten (resolv.conf(5)). */
const ENVIRONMENT = { TZ: 'UTC', LANG: 'C.UTF-8', RES_OPTIONS: 'timeout:1 attempts:1' };
/** Where Windows has its services. A program may look there first on any system: it finds nothing, and nothing throws. */
const WINDOWS_SERVICES = 'C:\\Windows\\System32\\drivers\\etc\\services';

/** The command line for a program at a level of isolation (SECURITY.md, "The levels"). Throws when a tool is missing. */
export function launchCommand(target: LaunchTarget): LaunchCommand {
  if (target.isolation === 'bubblewrap') return inSandbox(target);
  const launched = inRealFolders(target);
  const [file = '', ...args] = [
    ...withoutCapabilities(),
    ...limiting(target),
    target.node ?? process.execPath,
    ...nodeArguments(launched),
  ];
  return {
    file,
    args,
    // Nothing of the grader's environment; Windows programs do not start without SystemRoot.
    env: { ...ENVIRONMENT, ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) },
    ...(target.directory !== undefined && { cwd: target.directory }),
  };
}

/** Node's permissions go by where a program really is: on macOS the temporary folder is reached by a link (/var). */
function inRealFolders(target: LaunchTarget): LaunchTarget {
  return { ...target, script: realpathSync(target.script), reads: target.reads.map((path) => realpathSync(path)) };
}

/** Beside other processes of the same user: their number is not limited here (prlimit.ts). */
function limiting({ limits, workers }: LaunchTarget): string[] {
  const prlimit = findPrlimit();
  if (prlimit === undefined) return [];
  return [prlimit, ...prlimitArguments(limits, { workers, isAlone: false, hard: ownHardLimits() }), '--'];
}

/** Inside, the folder in which it is started is `/app`, and everything it reads of ours lies in it. */
function inSandbox(target: LaunchTarget): LaunchCommand {
  const { script, reads, limits, workers, directory = dirname(script) } = target;
  const inside = (path: string) => posix.join(APP, relative(directory, path));
  const [file, ...args] = sandboxCommand(sandboxTools(target.node), {
    directory,
    env: ENVIRONMENT,
    args: nodeArguments({ ...target, script: inside(script), reads: reads.map(inside) }),
    limits: prlimitArguments(limits, { workers, isAlone: true, hard: ownHardLimits() }),
    temporaryBytes: limits.tmpMiB * MIB,
  });
  return { file, args, env: {}, cwd: '/' };
}

function nodeArguments(target: LaunchTarget): string[] {
  return [
    '--enable-source-maps',
    ...(target.isolation === 'none' || target.permissions === false ? [] : permissions(target)),
    ...(target.inspectPort === undefined ? [] : inspector(target.inspectPort)),
    ...preloads(target),
    target.script,
    ...target.args,
  ];
}

/** They stand where the script does, wherever that is for the program. */
function preloads({ script, tellsBegin, isolation, guard }: LaunchTarget): string[] {
  const files = [...(tellsBegin ? [beginFile(beginFdAt(isolation))] : []), ...(guard === undefined ? [] : [guard])];
  return files.flatMap((file) => ['--require', join(dirname(script), file)]);
}

/** It says where it waits over HTTP only, as debuggers ask, and not on stderr: that belongs to the student's program. */
function inspector(port: number): string[] {
  return [`--inspect-wait=127.0.0.1:${port}`, '--inspect-publish-uid=http'];
}

/** Node's permission model: its own folder and the databases of names and services may be read, nothing may be written or started. */
function permissions({ script, reads, workers }: LaunchTarget): string[] {
  const readable = [
    join(dirname(script), '*'),
    '/etc/services',
    WINDOWS_SERVICES,
    '/etc/hosts',
    '/etc/nsswitch.conf',
    '/etc/resolv.conf',
  ];
  return [
    '--permission',
    '--disable-warning=SecurityWarning',
    '--no-experimental-sqlite',
    ...[...readable, ...reads].map((path) => `--allow-fs-read=${path}`),
    ...(workers ? ['--allow-worker'] : []),
  ];
}
