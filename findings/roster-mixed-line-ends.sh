#!/usr/bin/env bash
# A roster saved with CRLF, to which one line with LF was added by hand.
# Packages: csv-parse 7.0.3, papaparse 5.7.1, csvtojson 2.0.14, d3-dsv 3.0.2, csv-parser 3.2.1, node 24.21.0
# Guess: each line is a student in every library, since all of them find out the line end by themselves.
# Seen: three of five take the first line end for the only one. papaparse and csvtojson join two students into one;
#   csv-parse refuses the row and blames a comma. The others take every line end.
# Source: RFC 4180 §2 (CRLF; implementations differ); csv-parse: option record_delimiter; papaparse: option newline.
# Why it matters: a teacher adds a late student with an editor, and the class is one student short without a word.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund \
  node@24.21.0 csv-parse@7.0.3 papaparse@5.7.1 csvtojson@2.0.14 d3-dsv@3.0.2 csv-parser@3.2.1 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { parse } from 'csv-parse/sync';
import csvParser from 'csv-parser';
import csvtojson from 'csvtojson';
import { csvParse } from 'd3-dsv';
import papa from 'papaparse';
import { Readable } from 'node:stream';

const text = 'id,name\r\n1,Ann\r\n2,Bob\n3,Cy\n';
const show = (name, rows) => console.log(name, JSON.stringify(rows));
try {
  show('csv-parse', parse(text, { columns: true }));
} catch (error) {
  console.log('csv-parse', error.message);
}
show('papaparse', papa.parse(text, { header: true, skipEmptyLines: true }).data);
show('csvtojson', await csvtojson().fromString(text));
show('d3-dsv', csvParse(text));
show('csv-parser', await Readable.from([Buffer.from(text)]).pipe(csvParser()).toArray());
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
csv-parse Invalid Record Length: columns length is 2, got 3 on line 4
papaparse [{"id":"1","name":"Ann"},{"id":"2","name":"Bob\n3","__parsed_extra":["Cy\n"]}]
csvtojson [{"id":"1","name":"Ann"},{"id":"2","name":"Bob\n3","field3":"Cy"}]
d3-dsv [{"id":"1","name":"Ann"},{"id":"2","name":"Bob"},{"id":"3","name":"Cy"}]
csv-parser [{"id":"1","name":"Ann"},{"id":"2","name":"Bob"},{"id":"3","name":"Cy"}]
SEEN
