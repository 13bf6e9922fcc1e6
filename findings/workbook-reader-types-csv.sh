#!/usr/bin/env bash
# A roster in CSV, read by a workbook library's own CSV reader.
# Packages: exceljs 4.4.0, node 24.21.0
# Guess: CSV has no types, so each cell is text: 007 stays 007.
# Seen: 007 is 7, 1e5 is 100000, and a date with dashes is read month first: 01-02-2026 is the 2nd of January.
# Source: exceljs's README, reading CSV: the option map and its dateFormats; RFC 4180 knows text only.
# Why it matters: student numbers begin with zeros, team names look like numbers, and deadlines are written day first
#   in most countries.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 exceljs@4.4.0 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import Excel from 'exceljs';
import { Readable } from 'node:stream';

const sheet = await new Excel.Workbook().csv.read(Readable.from(['id,team,due\n007,1e5,01-02-2026\n']));
console.log(JSON.stringify(sheet.getRow(2).values.slice(1)));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
[7,100000,"2026-01-02T00:00:00.000Z"]
SEEN
