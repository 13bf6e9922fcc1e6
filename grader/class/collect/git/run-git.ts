import { readdirSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { killGroup } from '@socket-lab/kit/confine/kill-group';
import { unwatch, watch } from '@socket-lab/kit/program/process-watcher';
import { execa } from 'execa';
import type { CollectLimits } from '../limits.ts';
import type { GitSource } from './git-source.ts';

export interface GitFolder {
  directory: string; // Absolute.
  environment: NodeJS.ProcessEnv;
  limits: Pick<CollectLimits, 'repositoryBytes' | 'fetchMs'>;
  signal?: AbortSignal | undefined;
}

/** How a git program ended; `exit` is not 0, or there is none. */
export type GitEnd = { failed: false | 'exit' | 'time' | 'size' | 'not installed'; stdout: Buffer; stderr: string };

const OUTPUT_LIMIT = 32 * 1024 * 1024; // What git may print, in bytes: lists of branches, and files within their limit.
/** Address space of each process, in KiB: a pack of a kilobyte can unfold to gigabytes. */
const MEMORY_LIMIT_KIB = 1024 * 1024;
const LOOK_EVERY_MS = 200; // How often the folder's size is looked at, in milliseconds.

/** Runs git, with all that it starts, within limits of time, memory and disk. @throws the reason of `signal` */
export async function runGit(folder: GitFolder, args: string[], input = ''): Promise<GitEnd> {
  const { directory, environment, limits, signal } = folder;
  signal?.throwIfAborted();
  const isWindows = process.platform === 'win32';
  const [file, flags] = isWindows ? ['git', args] : ['sh', ['-c', LIMITED, 'sh', String(blocks(limits)), ...args]];
  const git = execa(file as string, flags as string[], {
    env: environment,
    extendEnv: false,
    detached: !isWindows, // a process group of its own
    cleanup: false, // process-watcher.ts does it, for the whole group
    encoding: 'buffer',
    maxBuffer: OUTPUT_LIMIT,
    input,
    reject: false,
  });
  if (git.pid !== undefined) watch(git.pid);
  let failed: GitEnd['failed'] = false;
  const stop = (why: 'time' | 'size') => {
    failed ||= why;
    if (git.pid !== undefined) killGroup(git.pid);
  };
  const abort = () => git.pid !== undefined && killGroup(git.pid);
  const deadline = setTimeout(stop, limits.fetchMs, 'time');
  const look = setInterval(() => sizeOf(directory) > limits.repositoryBytes && stop('size'), LOOK_EVERY_MS);
  signal?.addEventListener('abort', abort);
  try {
    const { exitCode, stdout, stderr, code } = await git;
    signal?.throwIfAborted();
    const text = Buffer.from(stderr).toString();
    if (!failed && (code === 'ENOENT' || exitCode === 127)) failed = 'not installed';
    if (!failed && /File too large/.test(text)) failed = 'size';
    if (!failed && exitCode !== 0) failed = 'exit';
    return { failed, stdout: Buffer.from(stdout), stderr: text };
  } finally {
    clearTimeout(deadline);
    clearInterval(look);
    signal?.removeEventListener('abort', abort);
    if (git.pid !== undefined) unwatch(git.pid);
  }
}

/** Limits memory, file size and core dumps. Without the trap too large a file ends git by a signal, without a word. */
const LIMITED = `trap '' XFSZ; ulimit -v ${MEMORY_LIMIT_KIB} 2>/dev/null; ulimit -f "$1" 2>/dev/null; ulimit -c 0; shift; exec git "$@"`;

/** In the 512 bytes of ulimit(1p). */
const blocks = ({ repositoryBytes }: GitFolder['limits']): number => Math.ceil(repositoryBytes / 512);

function sizeOf(directory: string): number {
  try {
    const entries = readdirSync(directory, { withFileTypes: true, recursive: true });
    const sizes = entries.map((entry) => (entry.isFile() ? sizeOfFile(join(entry.parentPath, entry.name)) : 0));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return 0; // a folder of it has just been removed
  }
}

const sizeOfFile = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** The name under which git knows the repository: its address may hold a token, and a command line is for all to see. */
export const REMOTE = 'submission';

/** All settings that git has here: it reads no file of the user's or the machine's. No hook or filter runs. */
const SETTINGS = {
  'core.hooksPath': devNull,
  'core.fsmonitor': 'false',
  'core.askPass': '',
  'core.bigFileThreshold': '1m', // streams what is larger
  'credential.helper': '',
  'fetch.recurseSubmodules': 'false',
  'fetch.unpackLimit': '1', // one pack, whose size is limited, and not many files
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'pack.threads': '1',
  'protocol.version': '2',
};

/** For ssh: never asks, leaves nothing running, and lends the server nothing of the user's but a signature of the key. */
const SSH_SETTINGS = {
  BatchMode: 'yes',
  ConnectTimeout: '20',
  ControlMaster: 'no',
  ForwardAgent: 'no',
  ForwardX11: 'no',
  ClearAllForwardings: 'yes',
  PermitLocalCommand: 'no',
};

/** The user's environment (proxies, ssh's agent) without what steers git; `GIT_SSH_COMMAND` names another ssh. */
export function gitEnvironment(
  directory: string,
  protocols: readonly string[],
  { url }: Pick<GitSource, 'url'>,
  user: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const others = Object.entries(user).filter(([name]) => !/^(GIT_|SSH_ASKPASS|LC_|LANG)/i.test(name));
  const sshFlags = Object.entries(SSH_SETTINGS).map(([name, value]) => `-o${name}=${value}`);
  const settings = Object.entries({ ...SETTINGS, [`remote.${REMOTE}.url`]: url });
  return {
    ...Object.fromEntries(others),
    LC_ALL: 'C',
    GIT_DIR: directory,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: protocols.join(':'),
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_SSH_COMMAND: [user.GIT_SSH_COMMAND ?? 'ssh', ...sshFlags].join(' '),
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([name, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, name],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}
