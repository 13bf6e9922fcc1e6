#!/usr/bin/env bash
# A spreadsheet file that names its separator in a first line `sep=;`.
# Packages: csv-parse 7.0.3, papaparse 5.7.1, csvtojson 2.0.14, csv-parser 3.2.1, fast-csv 5.0.8, node 24.21.0
# Guess: at least the libraries that guess the separator (papaparse) or are made for spreadsheet files (csvtojson)
#   know the line.
# Seen: none does. The line becomes the header in all five; those that guess the separator take the semicolon from it,
#   and keep `sep=` as the name of the first column.
# Source: no standard has the line: RFC 4180 does not, the spreadsheet that reads and writes it does.
# Why it matters: course offices send such files. Whoever looks for a column `id` finds none, and the message is about
#   a column, not about that line.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund \
  node@24.21.0 csv-parse@7.0.3 papaparse@5.7.1 csvtojson@2.0.14 csv-parser@3.2.1 fast-csv@5.0.8 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { parse } from 'csv-parse/sync';
import csvParser from 'csv-parser';
import csvtojson from 'csvtojson';
import { parseString } from 'fast-csv';
import papa from 'papaparse';
import { Readable } from 'node:stream';

const text = 'sep=;\r\nid;name\r\n1;Ann\r\n';
const show = (name, rows) => console.log(name, JSON.stringify(rows));
show('csv-parse', parse(text, { columns: true }));
show('papaparse', papa.parse(text, { header: true, skipEmptyLines: true }).data);
show('csvtojson', await csvtojson({ delimiter: 'auto' }).fromString(text));
show('csv-parser', await Readable.from([Buffer.from(text)]).pipe(csvParser()).toArray());
show('fast-csv', await parseString(text, { headers: true }).toArray());
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
csv-parse [{"sep=;":"id;name"},{"sep=;":"1;Ann"}]
papaparse [{"sep=":"id","":"name"},{"sep=":"1","":"Ann"}]
csvtojson [{"sep=":"id","field2":"name"},{"sep=":"1","field2":"Ann"}]
csv-parser [{"sep=;":"id;name"},{"sep=;":"1;Ann"}]
fast-csv [{"sep=;":"id;name"},{"sep=;":"1;Ann"}]
SEEN
