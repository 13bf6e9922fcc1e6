#!/usr/bin/env bash
# A report whose output stands in `<pre><code>`, and a form with markup in a textarea.
# Packages: node-html-parser 9.0.7, node 24.21.0
# Guess: elements in `pre` are elements, what stands in a textarea is text.
# Seen: the other way round: `pre code` finds nothing, while a tag in a textarea is an element.
# Source: HTML Standard: pre holds phrasing content; textarea is an escapable raw text element (13.1.2). README:
#   blockTextElements.
# Why it matters: a check of an HTML report looks first where programs print: in pre.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 node-html-parser@9.0.7 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { parse } from 'node-html-parser';

console.log('code in pre', parse('<pre><code>hello</code></pre>').querySelector('code')?.text);
console.log('b in textarea', parse('<textarea><b>bold</b></textarea>').querySelector('b')?.text);
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
code in pre undefined
b in textarea bold
SEEN
