import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { findCommand } from '@socket-lab/kit/confine/find-command';
import { killGroup } from '@socket-lab/kit/confine/kill-group';
import { isRoot, OWN_UID, withoutRights } from '@socket-lab/kit/confine/unprivileged';
import { withinDeadline } from '@socket-lab/kit/program/deadline';

const INFO_FD = 3; // Where bwrap tells the number of the process inside.
const MADE_MS = 20_000; // What it takes to make them even on a busy machine, in patient milliseconds (deadline.ts).

/** Namespaces that last as long as this is not disposed of, and no longer than this process. */
export type Namespaces = AsyncDisposable & { pid: number }; // Of a process in them.

/**
 * Namespaces for one job: loopback only, its own IPC and host name, files read-only but for the `writable` folders. They are
 * held by cat(1), which waits on a pipe of ours. @param databases files that stand at these paths inside (own-databases.ts)
 * @throws Error in one line when this machine does not allow them, or bwrap is missing
 */
export async function holdNamespaces(
  writable: readonly string[],
  databases: ReadonlyMap<string, string> = new Map(),
): Promise<Namespaces> {
  const command = holderCommand(writable, databases);
  try {
    return await hold([...withoutRights(), ...SMALL_TABLES, ...command, ...asThisUser(), '--', needed('cat')]);
  } catch {
    return hold([...withoutRights(), ...command, '--', needed('cat')]); // one namespace in another is too much here
  }
}

async function hold([file = '', ...args]: string[]): Promise<Namespaces> {
  const holder = spawn(file, args, {
    env: {},
    cwd: '/',
    detached: true, // a process group of its own: a bwrap that fails leaves a child that waits for ever
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const kill = () => holder.pid !== undefined && killGroup(holder.pid);
  const faults = text(holder.stderr);
  const info = text(holder.stdio[INFO_FD] as Readable);
  const ended = once(holder, 'exit')
    .catch((error: Error) => [error.message])
    .finally(kill);
  holder.stdin.on('error', () => {}); // it has ended: `ended` tells
  holder.stdin.write('\n'); // what comes back has been through cat: everything is in place
  const made = Promise.race([once(holder.stdout, 'data').then(() => true), ended.then(() => false)]);
  const isHeld = await withinDeadline(made, MADE_MS);
  if (isHeld === undefined) {
    kill();
    throw new Error('No namespaces: bwrap hangs.');
  }
  if (!isHeld) throw new Error(`No namespaces: ${lastLine(await faults) || `bwrap ended with ${await ended}`}`);
  const { 'child-pid': pid } = JSON.parse(await info) as { 'child-pid': number };
  return {
    pid,
    async [Symbol.asyncDispose]() {
      kill();
      await ended;
    },
  };
}

/**
 * Begins a command whose network namespaces have a table of TCP sockets of their own, of 512 buckets, which costs 0.1 ms to
 * read. The machine's own has often 262,144: 4 ms. It is a setting of the namespace above (Linux 6.1, ip-sysctl.rst,
 * tcp_child_ehash_entries); an older kernel has no such file.
 */
const SMALL_TABLES = [
  ...['unshare', '--user', '--map-root-user', '--net', '--'],
  ...['sh', '-c', 'echo 512 2>/dev/null >/proc/sys/net/ipv4/tcp_child_ehash_entries; exec "$@"', 'sh'],
];

/** Whoever it was before SMALL_TABLES made it root, in name only. */
function asThisUser(): string[] {
  const [user, group] = isRoot() ? [OWN_UID, OWN_UID] : [process.getuid?.(), process.getgid?.()];
  return ['--uid', String(user), '--gid', String(group)];
}

/** Inside, more namespaces can be made: those of the programs. */
function holderCommand(writable: readonly string[], databases: ReadonlyMap<string, string>): string[] {
  return [
    needed('bwrap'),
    ...['--unshare-user', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--cap-drop', 'ALL'],
    ...['--die-with-parent', '--new-session', '--info-fd', String(INFO_FD)],
    // A /proc that can only be read would forbid programs' own one (mount_namespaces(7), restrictions).
    ...['--ro-bind', '/', '/', '--dev-bind', '/dev', '/dev', '--bind', '/proc', '/proc'],
    ...writable.flatMap((folder) => ['--bind', folder, folder]),
    ...[...databases].flatMap(([path, file]) => ['--ro-bind', file, path]),
  ];
}

function needed(command: string): string {
  const path = findCommand(command);
  if (path) return path;
  throw new Error(`${command} is not installed.`);
}

/** The command line that runs `command` in the namespaces of `pid`. @throws Error when nsenter is missing */
export function enterCommand(pid: number, command: readonly string[]): string[] {
  const nsenter = findCommand('nsenter');
  if (!nsenter) throw new Error('nsenter is not installed (apt-get install util-linux).');
  return [
    ...[nsenter, '--target', String(pid), '--mount', '--net', '--ipc', '--uts'],
    // Root enters as it is: `command` begins with what takes its rights away.
    ...(isRoot() ? [] : ['--user', '--preserve-credentials']),
    ...['--', ...command],
  ];
}

export const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1)?.trim() ?? '';
