#!/usr/bin/env bash
# Quiz questions in GIFT about addresses, ports and header lines.
# Packages: gift-pegjs 1.0.2, node 24.21.0
# Guess: a colon or an equals sign in the question is plain text: only `::` and braces mean something there.
# Seen: both are refused, in the question as in an answer, with a message that wants a brace; a backslash before each
#   helps.
# Source: Moodle's documentation, GIFT format, special characters: ~ = # { } and : are escaped by a backslash.
# Why it matters: there is hardly a question on networks without 127.0.0.1:80 or x = y in it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 gift-pegjs@1.0.2 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { parse } from 'gift-pegjs';

const questions = [
  'Who listens at 127.0.0.1:80? {=a ~b}',
  'Is 1+1 = 2? {T}',
  'Who listens at 127.0.0.1\\:80? {=a ~b}',
  'Which line is it? {=Host: a ~HTTP/1.1 200}',
];
for (const question of questions)
  try {
    console.log(question, '=>', parse(question)[0].type);
  } catch (error) {
    console.log(question, '=>', error.message);
  }
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
Who listens at 127.0.0.1:80? {=a ~b} => Expected "{" but ":" found.
Is 1+1 = 2? {T} => Expected "{" but "=" found.
Who listens at 127.0.0.1\:80? {=a ~b} => MC
Which line is it? {=Host: a ~HTTP/1.1 200} => Expected "}" but ":" found.
SEEN
