import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { everyProcess } from '../class/fixtures/processes-of.ts';
import { SAYS_HELLO, TinyCourse } from '../class/fixtures/tiny-course.ts';

const GRADE_MAIN = fileURLToPath(new URL('../class/fixtures/grade-main.ts', import.meta.url));
const [what = 'holder', targetName = 'self', from = '0', to = '0.012', step = '0.0005'] = process.argv.slice(2);
const mounts = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/mountinfo`, 'latin1').replaceAll('\\040', ' ');
  } catch {
    return '';
  }
};
let bad = 0,
  n = 0;
const T = mkdtempSync('/tmp/try ');
chmodSync(T, 0o777);
for (let d = Number(from); d <= Number(to); d += Number(step)) {
  using course = new TinyCourse();
  course.submit('ana', SAYS_HELLO);
  const bin = join(course.repository, 'bin');
  mkdirSync(bin, { recursive: true });
  chmodSync(course.repository, 0o755);
  const flag = what === 'holder' ? '--info-fd' : '--json-status-fd';
  const target =
    targetName === 'self' ? '$$' : targetName === 'parent' ? '$PPID' : `$(cat '${course.repository}/grade.pid')`;
  writeFileSync(
    join(bin, 'bwrap'),
    `#!/bin/sh\n[ -e '${course.repository}/armed' ] && case "$*" in *${flag}*) me=$$; t=${target}; (sleep ${d.toFixed(4)}; kill -9 $t) <&- >/dev/null 2>&1 3>&- & ;; esac\nexec '${bin}/real' "$@"\n`,
  );
  chmodSync(join(bin, 'bwrap'), 0o755);
  copyFileSync('/usr/bin/bwrap', join(bin, 'real'));
  execFileSync('chown', ['-R', '1000:1000', course.repository]);
  const before = new Set(everyProcess().map((e) => e.pid));
  const go = () =>
    spawn(
      'unshare',
      [
        '--mount',
        'sh',
        '-c',
        'mount --bind "$0" /usr/bin/bwrap && exec setpriv --reuid 1000 --regid 1000 --clear-groups "$@"',
        join(bin, 'bwrap'),
        process.execPath,
        GRADE_MAIN,
        course.repository,
        '--sandbox',
        'bubblewrap',
      ],
      {
        env: { ...process.env, TMPDIR: T, HOME: T, PATH: `${bin}:${process.env.PATH}` },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  await once(go(), 'exit');
  writeFileSync(join(course.repository, 'armed'), '');
  course.submit('ana', SAYS_HELLO + '//2\n');
  const p = go();
  writeFileSync(join(course.repository, 'grade.pid'), String(p.pid));
  writeFileSync('/dev/null', '');
  let out = '';
  p.stdout.on('data', (c) => (out += c));
  p.stderr.on('data', (c) => (out += c));
  const [code, sig] = await once(p, 'exit');
  await new Promise((r) => setTimeout(r, 1500));
  const left = everyProcess().filter(
    (e) =>
      !before.has(e.pid) &&
      (e.command.includes(course.repository) ||
        e.command.includes(T) ||
        e.cwd.startsWith(T) ||
        mounts(e.pid).includes(T.slice(5))) &&
      e.pid !== process.pid,
  );
  const tmp = readdirSync(T).filter((x) => x.startsWith('socket-lab-'));
  n++;
  if (left.length || tmp.length) bad++;
  console.log(
    d.toFixed(4),
    code ?? sig,
    out
      .split('\n')
      .filter((l) => /error|Stopped|does not|jobs? in/.test(l))
      .join(' | ')
      .slice(0, 160),
    left.map((l) => `${l.pid} ${l.parent} ${l.command.slice(0, 90)}`),
    tmp,
  );
  for (const l of left) process.kill(l.pid, 'SIGKILL');
  for (const t of tmp) rmSync(join(T, t), { recursive: true, force: true });
}
console.log(`${bad} of ${n} left something`);
rmSync(T, { recursive: true });
