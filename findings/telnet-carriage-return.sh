#!/usr/bin/env bash
# A lone carriage return through a library that frees a stream from Telnet.
# Packages: telnet-stream 1.1.0, node 24.21.0
# Guess: CR NUL arrives as CR, and CR is sent as CR NUL: the library does the same for the byte 255.
# Seen: only 255 is cared for. The NUL stays in the text, and a CR goes out bare.
# Source: RFC 854, pages 11 to 12: CR must be followed by NUL or LF, in both directions, unless binary is agreed.
# Why it matters: a server of the course, asked by telnet in character mode, gets CR NUL for each Enter.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 telnet-stream@1.1.0 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import { TelnetInput, TelnetOutput } from 'telnet-stream';

for (const [name, stream, hex] of [
  ['in', new TelnetInput(), '61ffff620d0063'],
  ['out', new TelnetOutput(), '61ff620d63'],
]) {
  stream.end(Buffer.from(hex, 'hex'));
  console.log(name, hex, '->', Buffer.concat(await stream.toArray()).toString('hex'));
}
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
in 61ffff620d0063 -> 61ff620d0063
out 61ff620d63 -> 61ffff620d63
SEEN
