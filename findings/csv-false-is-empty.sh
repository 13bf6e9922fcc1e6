#!/usr/bin/env bash
# A table with the column `passed`, written from booleans.
# Packages: csv-stringify 6.9.0, papaparse 5.7.1, node 24.21.0
# Guess: `true` and `false` are written as such.
# Seen: csv-stringify writes 1 for true and an empty field for false: the same as for "not graded" (null). papaparse
#   writes words.
# Source: csv-stringify's documentation, option cast: a boolean is converted to 1 or the empty string.
# Why it matters: in a gradebook, "failed" and "not marked yet" are two things; the file no longer tells them apart.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 csv-stringify@6.9.0 papaparse@5.7.1 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { stringify } from 'csv-stringify/sync';
import papa from 'papaparse';

const rows = [['ann', true], ['bob', false], ['cy', null]]; // null: not marked yet
console.log('csv-stringify', JSON.stringify(stringify(rows)));
console.log('papaparse', JSON.stringify(papa.unparse(rows)));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
csv-stringify "ann,1\nbob,\ncy,\n"
papaparse "ann,true\r\nbob,false\r\ncy,"
SEEN
