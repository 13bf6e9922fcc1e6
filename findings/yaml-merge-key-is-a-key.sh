#!/usr/bin/env bash
# A course file that shares settings by an anchor and `<<`.
# Packages: yaml 2.9.1, js-yaml 5.5.0, node 24.21.0
# Guess: both libraries merge the mapping, as YAML tutorials show.
# Seen: neither does: `<<` is an ordinary key with the mapping below it. The setting itself is undefined.
# Source: YAML 1.2.2 has no merge key; it comes from the type repository of YAML 1.1. yaml: option merge.
# Why it matters: a points table that is written so loses its common values without a word, and js-yaml changed sides
#   with version 5.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 yaml@2.9.1 js-yaml@5.5.0 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import * as jsYaml from 'js-yaml';
import YAML from 'yaml';

const text = 'base: &base\n  points: 10\necho:\n  <<: *base\n  port: 7\n';
console.log('yaml', JSON.stringify(YAML.parse(text).echo));
console.log('yaml, merge', JSON.stringify(YAML.parse(text, { merge: true }).echo));
console.log('js-yaml', JSON.stringify(jsYaml.load(text).echo));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
yaml {"<<":{"points":10},"port":7}
yaml, merge {"points":10,"port":7}
js-yaml {"<<":{"points":10},"port":7}
SEEN
