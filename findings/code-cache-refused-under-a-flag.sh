#!/usr/bin/env bash
# V8 flags that look harmless, and code that was cached without them.
# Package: node 24.21.0
# Guess: the cached code is taken: --expose-gc or a longer stack trace changes no code.
# Seen: it is refused under --expose-gc, --stack-trace-limit, --no-opt, --max-lazy and --single-threaded, and taken
#   under --max-old-space-size.
# Source: Node documentation, vm.Script: cachedDataRejected; v8.cachedDataVersionTag(): it depends on the V8 version
#   and flags.
# Why it matters: compile caches, Node's own included, are lost to every test that runs under such a flag: it starts
#   slower, by up to a fifth when we measured it.
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

writeFileSync('script.cjs', `const { readFileSync, writeFileSync } = require('node:fs');
const vm = require('node:vm');
const source = '(() => 1)()';
if (process.argv[2]) writeFileSync('cache', new vm.Script(source).createCachedData());
else console.log(new vm.Script(source, { cachedData: readFileSync('cache') }).cachedDataRejected ? 'refused' : 'taken');
`);
const node = (...args) => `${spawnSync('node_modules/.bin/node', args).stdout}`.trim();
node('script.cjs', 'write');
console.log('no flag', node('script.cjs'));
const flags = ['--max-old-space-size=512', '--expose-gc', '--stack-trace-limit=50', '--no-opt', '--max-lazy'];
for (const flag of [...flags, '--single-threaded']) console.log(flag, node(flag, 'script.cjs'));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
no flag taken
--max-old-space-size=512 taken
--expose-gc refused
--stack-trace-limit=50 refused
--no-opt refused
--max-lazy refused
--single-threaded refused
SEEN
