import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** How often the launchers are looked for, in milliseconds: no event tells of the end of a process that is not a child. */
const INTERVAL_MS = 200;

/**
 * Calls `onGone` once when a package manager that started this process (npx, pnpm, the shells between) has ended before it:
 * nobody waits for this run any more. On Linux every launcher is watched, elsewhere the parent. @returns what ends the watch
 */
export function watchLauncher(onGone: () => void): Disposable {
  const launchers = process.platform === 'linux' ? launchersOf(process.ppid) : parentOf();
  const look = () => {
    if (launchers.every((isThere) => isThere())) return;
    clearInterval(timer);
    onGone();
  };
  const timer = setInterval(look, INTERVAL_MS).unref();
  return timer;
}

function parentOf(): (() => boolean)[] {
  const parent = process.ppid;
  return process.env.npm_lifecycle_event ? [() => process.ppid === parent] : [];
}

function launchersOf(pid: number): (() => boolean)[] {
  const found: (() => boolean)[] = [];
  let shells: (() => boolean)[] = [];
  for (let ancestor = readProcess(pid); ancestor; ancestor = readProcess(ancestor.parent)) {
    const { pid: id, started, words } = ancestor;
    const isThere = () => readProcess(id)?.started === started; // another process may have the number by now
    if (isShell(words)) {
      shells.push(isThere);
    } else if (isPackageManager(words)) {
      found.push(...shells, isThere);
      shells = [];
    } else {
      if (found.length === 0 && isOrphanage(ancestor)) return wasStartedByOne() ? [() => false] : [];
      break;
    }
  }
  return found;
}

/** The package manager that started this process may have ended before anybody looked. */
const wasStartedByOne = (): boolean => process.env.npm_lifecycle_event !== undefined;

/** Where a process goes whose parent has ended: init, or the one of a user's session. */
const isOrphanage = ({ pid, words: [command = ''] }: Ancestor): boolean => pid === 1 || basename(command) === 'systemd';

interface Ancestor {
  pid: number;
  parent: number;
  started: string | undefined; // In clock ticks since boot: with the number it names one process for good.
  words: string[];
}

/** proc_pid_stat(5): the fields after the name, which is in brackets and may hold anything: state, parent … start time. */
function readProcess(pid: number): Ancestor | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return undefined; // ended, and not yet collected
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    return { pid, parent: Number(parent), started: rest[17], words };
  } catch {
    return undefined;
  }
}

function isShell([command = '', option]: string[]): boolean {
  return /^(sh|dash|bash|zsh|ash)$/.test(basename(command)) && option === '-c';
}

/** `pnpm grade`, `npm exec pnpm@12 grade` (npm writes its title so), `node /usr/lib/…/npx-cli.js`. */
function isPackageManager([command = '', script = '']: string[]): boolean {
  const name = basename(command.split(' ')[0] ?? '');
  return /^(pnpm|pnpx|npm|npx)$/.test(name) || (name === 'node' && /^(pnpm|pnpx|npm|npx)\b/.test(basename(script)));
}
