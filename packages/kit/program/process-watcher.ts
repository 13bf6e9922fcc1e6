import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/**
 * Kills what a run has started when the run itself is killed: a process of its own that holds the list of process groups and
 * waits for the end of its stdin. A parent's death kills no child on POSIX, and PR_SET_PDEATHSIG (prctl(2)) is Linux's only and
 * leaves grandchildren. In POSIX's shell, which starts in a thirtieth of the time that Node takes; watcher-main.js on Windows.
 */
const WATCHER = `trap '' INT TERM HUP
groups=' '
while read -r line; do
  group=\${line#?}
  case $line in
    +*) groups="$groups$group " ;;
    *) case $groups in *" $group "*) groups="\${groups%% $group *} \${groups#* $group }" ;; esac ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done`;
let watcher: ChildProcess | undefined;

/** From now on this process group does not outlive this process. */
export function watch(group: number): void {
  stdin().write(`+${group}\n`);
}

export function unwatch(group: number): void {
  stdin().write(`-${group}\n`);
}

function stdin(): Writable {
  watcher ??= startWatcher();
  return watcher.stdin as Writable;
}

function startWatcher(): ChildProcess {
  const onWindows = () => [process.execPath, fileURLToPath(new URL('watcher-main.js', import.meta.url))];
  const [file = '', ...args] = process.platform === 'win32' ? onWindows() : ['/bin/sh', '-c', WATCHER];
  const child = spawn(file, args, {
    detached: true, // in a session of its own: Ctrl-C on the terminal does not reach it
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
    cwd: '/',
  });
  child.unref();
  child.stdin.on('error', () => {});
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
}
