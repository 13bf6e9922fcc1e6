#!/usr/bin/env bash
# A Telnet server that says what it will not do: WONT ECHO, DONT SUPPRESS-GO-AHEAD.
# Packages: telnet-client 2.2.14, node 24.21.0
# Guess: no answer, since both are off already, or the agreement: DONT ECHO, WONT SUPPRESS-GO-AHEAD.
# Seen: the client gives the server's words back, WONT ECHO and DONT SUPPRESS-GO-AHEAD: it speaks of the other's side
#   of the option. WILL and DO are answered rightly.
# Source: RFC 854, page 2 (WILL is answered by DO or DONT, DO by WILL or WONT) and page 3 (no answer to a state that
#   holds); RFC 1143.
# Why it matters: servers of the course see these bytes, and two ends that echo them to each other never come to rest.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 telnet-client@2.2.14 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import telnet from 'telnet-client';
import { once } from 'node:events';
import { createServer } from 'node:net';

const words = { 251: 'WILL', 252: 'WONT', 253: 'DO', 254: 'DONT' };
for (const [word, option] of [[252, 1], [254, 3], [251, 1], [253, 1]]) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new telnet.Telnet();
  client.connect({ host: '127.0.0.1', port: server.address().port, timeout: 5000 }).catch(() => {});
  const [socket] = await once(server, 'connection');
  socket.write(Buffer.from([255, word, option]));
  const [[, answer, about]] = await once(socket, 'data');
  console.log(words[word], option, '->', words[answer], about);
}
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
WONT 1 -> WONT 1
DONT 3 -> DONT 3
WILL 1 -> DO 1
DO 1 -> WONT 1
SEEN
