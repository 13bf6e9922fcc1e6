#!/usr/bin/env bash
# The exit code of a test run with failures.
# Packages: mocha 12.0.3, node 24.21.0
# Guess: 1, whatever failed, as other runners have it.
# Seen: the number of failed tests, at most 255: three failures exit with 3, which elsewhere means a wrong call or a
#   signal.
# Source: Mocha's documentation, exit codes: the number of failed tests, unless --posix-exit-codes.
# Why it matters: a grader that takes 1 for "tests failed" and the rest for "the runner broke" marks by luck.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 mocha@12.0.3 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

for (const failures of [0, 1, 3, 300]) {
  const test = "() => { throw new Error('no'); }";
  writeFileSync('test.cjs', `for (let i = 0; i < ${failures}; i++) it(String(i), ${test});\nit('passes', () => {});\n`);
  console.log(failures, 'failed, exit', spawnSync('node_modules/.bin/mocha', ['test.cjs']).status);
}
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
0 failed, exit 0
1 failed, exit 1
3 failed, exit 3
300 failed, exit 255
SEEN
