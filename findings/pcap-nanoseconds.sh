#!/usr/bin/env bash
# A capture file with time stamps in nanoseconds (tcpdump --time-stamp-precision=nano).
# Packages: pcap-parser 0.2.1, node 24.21.0
# Guess: a capture is read whatever its byte order and precision.
# Seen: both byte orders of the microsecond form are read, the nanosecond form is an unknown magic number.
# Source: draft-ietf-opsawg-pcap §4: the magic number is 0xA1B2C3D4 for microseconds, 0xA1B23C4D for nanoseconds.
# Why it matters: students hand in captures of many tools, and the file looks right in all of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 pcap-parser@0.2.1 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import pcap from 'pcap-parser';
import { Readable } from 'node:stream';

const file = (magic, little) => {
  const words = [magic, 0x00020004, 0, 0, 65535, 1, 1000, 5, 4, 4, 0x61626364];
  const bytes = Buffer.alloc(4 * words.length);
  words.forEach((word, i) => (little ? bytes.writeUInt32LE(word, 4 * i) : bytes.writeUInt32BE(word, 4 * i)));
  if (little) bytes.writeUInt32LE(0x00040002, 4);
  return bytes;
};
for (const [name, bytes] of Object.entries({
  'big-endian, microseconds': file(0xa1b2c3d4, false),
  'little-endian, microseconds': file(0xa1b2c3d4, true),
  'little-endian, nanoseconds': file(0xa1b23c4d, true),
}))
  await new Promise((resolve) =>
    pcap
      .parse(Readable.from([bytes]))
      .on('packet', ({ header }) => console.log(name, JSON.stringify(header)))
      .on('error', ({ message }) => resolve(console.log(name, message)))
      .on('end', resolve),
  );
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
big-endian, microseconds {"timestampSeconds":1000,"timestampMicroseconds":5,"capturedLength":4,"originalLength":4}
little-endian, microseconds {"timestampSeconds":1000,"timestampMicroseconds":5,"capturedLength":4,"originalLength":4}
little-endian, nanoseconds unknown magic number: 4d3cb2a1
SEEN
