#!/usr/bin/env bash
# module.enableCompileCache() in a program that works in worker threads.
# Package: node 24.21.0
# Guess: it is on for the process, workers included, as the environment variable is.
# Seen: workers have none; with NODE_COMPILE_CACHE they have it.
# Source: Node documentation, module.enableCompileCache(): in the current Node.js instance; NODE_COMPILE_CACHE.
# Why it matters: test runners load the suites in workers, so that the call in their main file does nothing for what
#   takes the time.
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

writeFileSync('run.mjs', `import module from 'node:module';
import { isMainThread, Worker } from 'node:worker_threads';
if (isMainThread && process.argv[2]) module.enableCompileCache('cache');
console.log(isMainThread ? 'main' : 'worker', module.getCompileCacheDir() ? 'on' : 'off');
if (isMainThread) new Worker(new URL(import.meta.url));
`);
const show = (name, args, env) => {
  const { stdout } = spawnSync('node_modules/.bin/node', ['run.mjs', ...args], { env: { ...process.env, ...env } });
  console.log(name, `${stdout}`.trim().split('\n').sort().join(', '));
};
show('call:', ['call'], {});
show('variable:', [], { NODE_COMPILE_CACHE: 'cache' });
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
call: main on, worker off
variable: main on, worker on
SEEN
