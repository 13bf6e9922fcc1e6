#!/usr/bin/env bash
# node --run for a script that a signal ends, or that exits with 3.
# Package: node 24.21.0
# Guess, written down after the run: the signal or 128 plus its number, and 3, as npm run has it.
# Seen: a script that was killed counts as a success, 0; every other failure is 1.
# Source: Node documentation, command line, --run (it names no exit codes); POSIX, shell command language, §2.8.2.
# Why it matters: network programs in C end by SIGSEGV and SIGPIPE, and whoever runs them in this way takes them for
#   right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const scripts = { exit: 'exit 3', segv: 'kill -SEGV $$', term: 'kill -TERM $$' };
writeFileSync('package.json', JSON.stringify({ scripts }));
for (const name in scripts) {
  const { status } = spawnSync('node_modules/.bin/node', ['--run', name]);
  const npm = spawnSync('npm', ['run', name]);
  console.log(name, 'node --run', status, 'npm run', npm.status ?? npm.signal);
}
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
exit node --run 1 npm run 3
segv node --run 0 npm run SIGSEGV
term node --run 0 npm run SIGTERM
SEEN
