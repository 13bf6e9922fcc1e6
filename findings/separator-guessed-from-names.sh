#!/usr/bin/env bash
# A two-column roster with `;`, whose names are written "Last, First".
# Packages: papaparse 5.7.1, node 24.21.0
# Guess: the separator is `;`, whatever is said about empty lines: the header has a semicolon and no comma.
# Seen: the comma wins, though the header has none, and every name is cut in two. With skipEmptyLines or a third
#   column it is `;`.
# Source: papaparse's documentation: delimiter is auto-detected from the first rows; skipEmptyLines is about empty
#   lines only.
# Why it matters: name and number are all that a roster needs, and the line end after the last student decides how all
#   are read.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 papaparse@5.7.1 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import papa from 'papaparse';

const two = 'name;id\nDoe, Jane;1\nRoe, Rick;2\n';
const three = 'name;id;team\nDoe, Jane;1;a\nRoe, Rick;2;b\n';
const show = (name, { data, meta }) => console.log(name, JSON.stringify(meta.delimiter), JSON.stringify(data[0]));
show('two columns', papa.parse(two, { header: true }));
show('two columns, skipEmptyLines', papa.parse(two, { header: true, skipEmptyLines: true }));
show('three columns', papa.parse(three, { header: true }));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
two columns "," {"name;id":"Doe","__parsed_extra":[" Jane;1"]}
two columns, skipEmptyLines ";" {"name":"Doe, Jane","id":"1"}
three columns ";" {"name":"Doe, Jane","id":"1","team":"a"}
SEEN
