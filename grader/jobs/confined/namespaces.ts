import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { findCommand } from '@socket-lab/kit/confine/find-command';
import { killGroup } from '@socket-lab/kit/confine/kill-group';
import { isRoot, withoutRights } from '@socket-lab/kit/confine/unprivileged';

const INFO_FD = 3; // Where bwrap tells the number of the process inside.

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
  const [file = '', ...args] = holderCommand(writable, databases);
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
  const isHeld = await Promise.race([once(holder.stdout, 'data').then(() => true), ended.then(() => false)]);
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

/** Inside, more namespaces can be made: those of the programs. */
function holderCommand(writable: readonly string[], databases: ReadonlyMap<string, string>): string[] {
  return [
    ...[...withoutRights(), needed('bwrap')],
    ...['--unshare-user', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--cap-drop', 'ALL'],
    ...['--die-with-parent', '--new-session', '--info-fd', String(INFO_FD)],
    // A /proc that can only be read would forbid programs' own one (mount_namespaces(7), restrictions).
    ...['--ro-bind', '/', '/', '--dev-bind', '/dev', '/dev', '--bind', '/proc', '/proc'],
    ...writable.flatMap((folder) => ['--bind', folder, folder]),
    ...[...databases].flatMap(([path, file]) => ['--ro-bind', file, path]),
    ...['--', needed('cat')],
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
