#!/usr/bin/env bash
# Two tar archives, one behind the other in a file, as `cat week1.tar week2.tar` makes it.
# Packages: tar 7.5.23, tar-stream 3.2.2, node 24.21.0
# Guess: both libraries list the same, be it the first archive (as tar does) or both.
# Seen: tar stops at the first end of archive, tar-stream reads on: one says a.c, the other a.c and b.c.
# Source: POSIX pax, ustar format: two blocks of zeros end an archive; GNU tar's manual, --ignore-zeros and
#   --concatenate.
# Why it matters: two tools of one course then disagree on what a student handed in.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 tar@7.5.23 tar-stream@3.2.2 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import * as tar from 'tar';
import tarStream from 'tar-stream';
import { writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

const archive = async (name, text) => {
  const pack = tarStream.pack();
  pack.entry({ name }, text);
  pack.finalize();
  return Buffer.concat(await Readable.from(pack).toArray());
};
const file = Buffer.concat([await archive('a.c', 'one'), await archive('b.c', 'two')]);
writeFileSync('both.tar', file);
const listed = [];
await tar.list({ file: 'both.tar', onReadEntry: ({ path }) => listed.push(path) });
console.log('tar', listed.join(' '));
const extract = tarStream.extract();
const read = [];
extract.on('entry', ({ name }, stream, next) => {
  read.push(name);
  stream.on('end', next).resume();
});
extract.end(file);
await finished(extract, { readable: false });
console.log('tar-stream', read.join(' '));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
tar a.c
tar-stream a.c b.c
SEEN
