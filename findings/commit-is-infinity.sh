#!/usr/bin/env bash
# An abbreviated commit such as 12e4567, as a plain value in YAML and in typed columns.
# Packages: yaml 2.9.1, js-yaml 5.5.0, d3-dsv 3.0.2, csvtojson 2.0.14, papaparse 5.7.1, csv-parse 7.0.3, node 24.21.0
# Guess: text: nobody writes a number like that.
# Seen: yaml, d3-dsv and csvtojson read the number Infinity; js-yaml, papaparse and csv-parse keep the text.
# Source: YAML 1.2.2 §10.3.2 (core schema, float): digits, e and digits are a float, so yaml is right; ECMA-262
#   Number().
# Why it matters: graders record which commit was marked. About 1 in 50 abbreviations of seven digits reads as a
#   number with an exponent.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund \
  node@24.21.0 yaml@2.9.1 js-yaml@5.5.0 d3-dsv@3.0.2 csvtojson@2.0.14 papaparse@5.7.1 csv-parse@7.0.3 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { parse } from 'csv-parse/sync';
import csvtojson from 'csvtojson';
import { autoType } from 'd3-dsv';
import * as jsYaml from 'js-yaml';
import papa from 'papaparse';
import YAML from 'yaml';

const commit = '12e4567';
console.log('yaml', YAML.parse(`commit: ${commit}`).commit);
console.log('js-yaml', jsYaml.load(`commit: ${commit}`).commit);
console.log('d3-dsv', autoType({ commit }).commit);
console.log('csvtojson', (await csvtojson({ checkType: true }).fromString(`commit\n${commit}\n`))[0].commit);
console.log('papaparse', papa.parse(`commit\n${commit}\n`, { header: true, dynamicTyping: true }).data[0].commit);
console.log('csv-parse', parse(`commit\n${commit}\n`, { columns: true, cast: true })[0].commit);
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
yaml Infinity
js-yaml 12e4567
d3-dsv Infinity
csvtojson Infinity
papaparse 12e4567
csv-parse 12e4567
SEEN
