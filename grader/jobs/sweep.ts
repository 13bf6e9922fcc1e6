import { spawn } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

/**
 * For sh(1): reads a path, waits for the end of its input, and kills whoever has the path's name in its command line, its
 * environment, or among its mounts (proc(5); the mounts of our own namespace tell nothing), until there is nobody. Then the
 * path goes.
 */
const SCRIPT = `
trap '' HUP INT TERM
IFS= read -r path
read -r end
tries=0
while [ $((tries += 1)) -le 100 ]; do
  left=
  for file in $(printf %s "\${path##*/}" | grep -lsFf - /proc/[0-9]*/cmdline /proc/[0-9]*/environ /proc/[0-9]*/mountinfo); do
    pid=\${file#/proc/}
    pid=\${pid%%/*}
    case $file in *mountinfo) [ "/proc/$pid/ns/mnt" -ef /proc/self/ns/mnt ] && continue ;; esac
    kill -9 "$pid" 2>/dev/null && left=yes
  done
  [ -n "$left" ] || break
  sleep 0.1
done
rm -rf -- "$path"
`;

/**
 * Takes away what this process leaves at a path, and whoever still has to do with it, once this process has ended, however it
 * ended, or the returned is disposed of. The path's name is to be nobody else's, and without blanks. Linux only: elsewhere nothing tells whose a
 * process is.
 */
export function sweepAfter(path: string): Sweeping {
  if (process.platform !== 'linux') return { cancel() {}, [Symbol.dispose]() {} };
  const sweeper = spawn('/bin/sh', ['-c', SCRIPT], {
    detached: true, // in a session of its own: Ctrl-C on the terminal does not reach it
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
    cwd: '/',
  });
  sweeper.on('error', () => {}); // without it the next run sweeps (claim-workspace.ts)
  sweeper.unref();
  sweeper.stdin.on('error', () => {});
  (sweeper.stdin as unknown as { unref(): void }).unref();
  sweeper.stdin.write(`${path}\n`);
  return { cancel: () => void sweeper.kill('SIGKILL'), [Symbol.dispose]: () => void sweeper.stdin.end() };
}

/** `cancel`: nothing is left to be swept. */
type Sweeping = Disposable & { cancel(): void };

/** How a run's lifeline is called (lifeline.ts); its folder has the same name, without the ending. */
const LIFELINE = /^socket-lab-[0-9a-f]{12}\.sock$/;
/** Between the bind(2) and the listen(2) of a lifeline pass microseconds. In milliseconds. */
const YOUNG_MS = 2_000;

/**
 * Takes away what runs of this user have left that were killed with all that they had started, so that nothing of theirs could
 * sweep: those whose lifeline nobody answers any more. @param temporary where lifelines are
 */
export async function sweepDead(temporary: string): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync(temporary).filter((each) => LIFELINE.test(each))) {
    const path = join(temporary, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.uid !== process.getuid?.() || Date.now() - (stat?.mtimeMs ?? 0) < YOUNG_MS) continue;
    if (!(await isDead(path))) continue;
    const folder = name.replace(/\.sock$/, '');
    // A folder of root's is not always where the lifeline is (run-folder.ts).
    for (const left of [join(temporary, folder), join('/tmp', folder), path]) sweepAfter(left)[Symbol.dispose]();
  }
}

function isDead(lifeline: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(lifeline);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED'));
  });
}
