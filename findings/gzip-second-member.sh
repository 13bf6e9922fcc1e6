#!/usr/bin/env bash
# A gzip file of two members, as `cat a.gz b.gz` or a rotated log makes it.
# Packages: fflate 0.8.3, pako 3.0.3, node 24.21.0
# Guess: the text of both members, as gunzip gives.
# Seen: fflate's gunzipSync gives the first member and no error, its stream gives both. pako gives both. The Web's
#   DecompressionStream in Node raises an error.
# Source: RFC 1952 §2.2: a gzip file consists of a series of members that appear one after another.
# Why it matters: half a log or half a capture looks like a whole one, and the checksum of the first member is right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 fflate@0.8.3 pako@3.0.3 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import * as fflate from 'fflate';
import * as pako from 'pako';
import zlib from 'node:zlib';

const file = Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')]);
const text = (bytes) => JSON.stringify(Buffer.from(bytes).toString());
console.log('node:zlib', text(zlib.gunzipSync(file)));
console.log('pako', text(pako.ungzip(file)));
console.log('fflate', text(fflate.gunzipSync(file)));
const chunks = [];
new fflate.Gunzip((chunk) => chunks.push(Buffer.from(chunk))).push(file, true);
console.log('fflate, stream', text(Buffer.concat(chunks)));
const web = new Response(new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip')));
console.log('DecompressionStream', await web.text().then(JSON.stringify, () => 'error'));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
node:zlib "one two"
pako "one two"
fflate "one"
fflate, stream "one two"
DecompressionStream error
SEEN
