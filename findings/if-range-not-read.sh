#!/usr/bin/env bash
# A client that goes on with a download, if the file is still the same: Range and If-Range.
# Packages: serve-handler 6.1.8, http-server 14.1.1, sirv 3.0.2, send 1.2.1
# Guess, written down after the run: the file has changed, so the server sends all of it with 200.
# Seen: serve-handler, http-server and sirv do not read If-Range: 206 and the part of the new file. send answers 200.
# Source: RFC 9110 §13.1.5: if the condition of If-Range is not true, the recipient must ignore Range.
# Why it matters: the client joins the beginning of the old file with the end of the new. Resumed downloads are a
#   usual exercise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund serve-handler@6.1.8 http-server@14.1.1 sirv@3.0.2 send@1.2.1 ||
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
writeFileSync('www/file', '0123456789');
const servers = {
  'serve-handler': createServer((req, res) => handler(req, res, { public: 'www', etag: true })),
  'http-server': httpServer.createServer({ root: 'www' }).server,
  sirv: createServer(sirv('www', { etag: true })),
  send: createServer((req, res) => send(req, '/file', { root: 'www' }).pipe(res)),
};
for (const [name, server] of Object.entries(servers)) {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}/file`;
  const answer = await fetch(url, { headers: { Range: 'bytes=5-', 'If-Range': '"of-yesterday"' } });
  console.log(name, answer.status, await answer.text());
}
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
serve-handler 206 56789
http-server 206 56789
sirv 206 56789
send 200 0123456789
SEEN
