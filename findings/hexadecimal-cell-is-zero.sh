#!/usr/bin/env bash
# Typed columns with a port or flag written in hexadecimal, 0x1F.
# Packages: csv-parse 7.0.3, papaparse 5.7.1, d3-dsv 3.0.2
# Guess, written down after the run: it stays text, or becomes 31.
# Seen: csv-parse makes 0 of it: the test accepts the hexadecimal form, the conversion stops at the x. d3-dsv says 31,
#   papaparse leaves the text.
# Source: csv-parse's documentation, option cast: numbers are converted; ECMA-262: Number() takes 0x, parseFloat()
#   does not.
# Why it matters: addresses, flags and checksums in network tables are hexadecimal, and 0 is a value like any other.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund csv-parse@7.0.3 papaparse@5.7.1 d3-dsv@3.0.2 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { parse } from 'csv-parse/sync';
import { autoType } from 'd3-dsv';
import papa from 'papaparse';

for (const cell of ['31', '0x1F'])
  console.log(
    cell,
    'csv-parse', parse(cell, { cast: true })[0][0],
    'd3-dsv', autoType({ cell }).cell,
    'papaparse', papa.parse(`${cell}\n`, { dynamicTyping: true, delimiter: ',' }).data[0][0],
  );
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
31 csv-parse 31 d3-dsv 31 papaparse 31
0x1F csv-parse 0 d3-dsv 31 papaparse 0x1F
SEEN
