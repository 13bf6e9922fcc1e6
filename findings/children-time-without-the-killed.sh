#!/usr/bin/env bash
# The processor time of children, as getrusage(RUSAGE_CHILDREN) counts it, after a process group was killed.
# Package: none: the accounting of Linux, asked by Node
# Guess: all that the group used is counted once its leader was waited for.
# Seen: only the leader is: the time of a grandchild whose parent was killed before it could wait for it is counted
#   nowhere, 0 ms of more than 300.
# Source: POSIX, getrusage() and wait(): children that have terminated and have been waited for; proc(5), cutime.
# Why it matters: a grader that limits or measures processor time sees none for a program that it had to kill together
#   with the npm or pnpm that started it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work
cat > see.mjs <<'JS'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

// Children's time, the sum that getrusage() gives as well: fields 16 and 17 of /proc/self/stat, in 1/100 s.
const children = () => {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1].split(' ');
  return 10 * (Number(fields[13]) + Number(fields[14]));
};
const burn = `while (process.cpuUsage().user < 300e3);
console.log('burnt');
setTimeout(() => {}, 60e3);`;
const commands = { child: 'exec "$NODE" -e "$BURN"', grandchild: '"$NODE" -e "$BURN" & exec sleep 60' };
for (const [who, command] of Object.entries(commands)) {
  const before = children();
  const env = { ...process.env, NODE: process.execPath, BURN: burn };
  const leader = spawn('sh', ['-c', command], { detached: true, env, stdio: ['ignore', 'pipe', 'ignore'] });
  await once(leader.stdout, 'data');
  process.kill(-leader.pid, 'SIGKILL');
  await once(leader, 'close');
  console.log(who, children() - before < 100 ? 'not counted' : 'counted');
}
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
child counted
grandchild not counted
SEEN
