#!/usr/bin/env bash
# A line of an echo service that contains U+2028, the line separator of Unicode.
# Packages: split2 4.2.0, byline 5.0.0, node 24.21.0
# Guess: lines end where the documentation says: at LF, CR LF or CR.
# Seen: Node's readline and byline end a line at U+2028 and U+2029 too; split2 does not.
# Source: Node documentation, readline, event line: "\n, \r, or \r\n"; split2: /\r?\n/.
# Why it matters: an echo client that reads by lines gets two where one was sent, and reports a wrong echo.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 split2@4.2.0 byline@5.0.0 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import byline from 'byline';
import split2 from 'split2';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

const input = () => Readable.from([Buffer.from('one\u2028two\u2029three\n')]);
const show = (name, lines) => console.log(name, JSON.stringify(lines));
show('readline', await Readable.from(createInterface({ input: input() })).toArray());
show('byline', (await byline(input()).toArray()).map(String));
show('split2', await input().pipe(split2()).toArray());
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
readline ["one","two","three"]
byline ["one","two","three"]
split2 ["one two three"]
SEEN
