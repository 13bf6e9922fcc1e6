#!/usr/bin/env bash
# A body that ends with the connection, and a connection that ends with a reset.
# Packages: undici 7.30.2, node-fetch 3.3.2, got 14.6.6, axios 1.21.1, node 24.21.0
# Guess: a reset is an error in every client: nobody knows whether all of the body came.
# Seen: undici (and so fetch) and node-fetch take the reset for the end: status 200, a complete body. got and axios
#   raise ECONNRESET.
# Source: RFC 9112 §8: such a response is complete unless an error was indicated by the underlying connection.
# Why it matters: HTTP/1.0 servers, as students write them first, end their answers so, and close() with unread input
#   sends a reset.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 undici@7.30.2 node-fetch@3.3.2 got@14.6.6 axios@1.21.1 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import got from 'got';
import nodeFetch from 'node-fetch';
import { fetch, request } from 'undici';
import { once } from 'node:events';
import { createServer } from 'node:net';

const server = createServer((socket) =>
  socket.on('error', () => {}).once('data', () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\nhello');
    setTimeout(() => socket.resetAndDestroy(), 300);
  }),
);
await once(server.listen(0, '127.0.0.1'), 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
for (const [name, ask] of Object.entries({
  'undici.request': async () => (await request(url)).body.text(),
  'undici.fetch': async () => (await fetch(url)).text(),
  'node-fetch': async () => (await nodeFetch(url)).text(),
  got: () => got(url, { retry: { limit: 0 } }).text(),
  axios: async () => (await axios.get(url)).data,
}))
  await ask().then((body) => console.log(name, body), ({ code }) => console.log(name, code));
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
undici.request hello
undici.fetch hello
node-fetch hello
got ECONNRESET
axios ECONNRESET
SEEN
