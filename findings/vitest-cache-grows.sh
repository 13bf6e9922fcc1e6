#!/usr/bin/env bash
# Node compile cache under vitest without its module runner: the same suites, run again and again.
# Packages: vitest 5.1.1, node 24.21.0
# Guess: the second run finds everything in the cache and adds nothing.
# Seen: each run adds an entry for each suite: it is imported as file?vitest=TIME, which no later run asks for. With
#   the runner nothing is added.
# Source: Vitest's documentation, experimental.viteModuleRunner; Node documentation, module compile cache.
# Why it matters: the cache of a class grows with every run of every student, and no suite ever comes from it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 vitest@5.1.1 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';

for (const name of ['a', 'b', 'c'])
  writeFileSync(`${name}.test.mjs`, `import { test } from 'vitest';\ntest('${name}', () => {});\n`);
for (const runner of [true, false]) {
  const sizes = [1, 2, 3].map(() => {
    const args = ['run', `--experimental.viteModuleRunner=${runner}`];
    const { status } = spawnSync('node_modules/.bin/vitest', args, {
      env: { ...process.env, NODE_COMPILE_CACHE: `cache-${runner}` },
    });
    if (status !== 0) throw new Error(`vitest exited with ${status}`);
    return readdirSync(`cache-${runner}`, { recursive: true }).length;
  });
  console.log(`viteModuleRunner ${runner}: added`, sizes[1] - sizes[0], sizes[2] - sizes[1]);
}
JS
timeout 180 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
viteModuleRunner true: added 0 0
viteModuleRunner false: added 3 3
SEEN
