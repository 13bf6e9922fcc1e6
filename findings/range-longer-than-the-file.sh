#!/usr/bin/env bash
# The last 1000 bytes of a file of 10: Range: bytes=-1000.
# Packages: send 1.2.1, serve-handler 6.1.8, http-server 14.1.1, sirv 3.0.2, node 24.21.0
# Guess: 206 or 200 with all of the file.
# Seen: send (and so express.static), serve-handler and http-server answer 416; sirv alone sends all of it.
# Source: RFC 9110 §14.1.2: if the representation is shorter than the suffix length, all of it is used.
# Why it matters: `tail` over HTTP, as a log's reader does, fails on each small file, and the servers that students
#   compare with agree in it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 send@1.2.1 serve-handler@6.1.8 http-server@14.1.1 sirv@3.0.2 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import httpServer from 'http-server';
import send from 'send';
import handler from 'serve-handler';
import sirv from 'sirv';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

mkdirSync('www', { recursive: true });
writeFileSync('www/log', '0123456789');
const servers = {
  send: createServer((req, res) => send(req, '/log', { root: 'www' }).pipe(res)),
  'serve-handler': createServer((req, res) => handler(req, res, { public: 'www' })),
  'http-server': httpServer.createServer({ root: 'www' }).server,
  sirv: createServer(sirv('www')),
};
for (const [name, server] of Object.entries(servers)) {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}/log`;
  const { status, headers } = await fetch(url, { headers: { Range: 'bytes=-1000' } });
  console.log(name, status, headers.get('content-range'));
}
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
send 416 bytes */10
serve-handler 416 bytes */10
http-server 416 null
sirv 206 bytes 0-9/10
SEEN
