#!/usr/bin/env bash
# Gradebook columns that are numbered `Exercise 1.1`, `Exercise 1.2`.
# Packages: csvtojson 2.0.14, node 24.21.0
# Guess: the heading is the key, as in every other CSV library.
# Seen: the dot is read as a path. The columns become one array, `Exercise 1`, whose first place is empty.
# Source: csvtojson's README, section on nested JSON structure: a heading is a path; flatKeys turns it off.
# Why it matters: exercises of a course are numbered just so, and the marks under the whole heading are undefined.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 csvtojson@2.0.14 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import csvtojson from 'csvtojson';

const text = 'id,Exercise 1.1,Exercise 1.2\n7,5,6\n';
console.log(JSON.stringify(await csvtojson().fromString(text)));
console.log(JSON.stringify(await csvtojson({ flatKeys: true }).fromString(text)));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
[{"id":"7","Exercise 1":[null,"5","6"]}]
[{"id":"7","Exercise 1.1":"5","Exercise 1.2":"6"}]
SEEN
