#!/usr/bin/env bash
# Transfer-Encoding: gzip, chunked: a body that is compressed for the way only.
# Packages: undici 7.30.2, axios 1.21.1, node-fetch 3.3.2, express 5.3.0, node 24.21.0
# Guess: a client undoes both or raises an error; a server that does not know gzip as transfer coding answers 501.
# Seen: all clients undo chunked alone and hand out the gzip bytes as the body with status 200; express (Node) takes
#   them as the request.
# Source: RFC 9112 §6.1 (a server should answer 501 to a coding that it does not know), §6.3 and §7.2.
# Why it matters: our HTTP contract has this message. A student who compares with a library sees bytes that neither
#   end sent as content.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 undici@7.30.2 axios@1.21.1 node-fetch@3.3.2 express@5.3.0 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import express from 'express';
import nodeFetch from 'node-fetch';
import { request } from 'undici';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

const gzip = gzipSync('hello');
const coded = (head) => {
  const fields = 'Transfer-Encoding: gzip, chunked\r\nConnection: close\r\n\r\n';
  const size = gzip.length.toString(16);
  return Buffer.concat([Buffer.from(`${head}\r\n${fields}${size}\r\n`), gzip, Buffer.from('\r\n0\r\n\r\n')]);
};
const seen = (bytes) => (gzip.equals(Buffer.from(bytes)) ? 'gzip bytes' : 'other');
const server = createServer((socket) => socket.once('data', () => socket.end(coded('HTTP/1.1 200 OK'))));
await once(server.listen(0, '127.0.0.1'), 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
for (const [name, ask] of Object.entries({
  undici: async () => buffer((await request(url)).body),
  axios: async () => (await axios.get(url, { responseType: 'arraybuffer' })).data,
  'node-fetch': async () => (await nodeFetch(url)).arrayBuffer(),
}))
  console.log(name, seen(await ask()));

const app = express().post('/', async (req, res) => res.send(seen(await buffer(req)))).listen(0, '127.0.0.1');
await once(app, 'listening');
const socket = connect(app.address().port, '127.0.0.1');
socket.write(coded('POST / HTTP/1.1\r\nHost: a'));
const answer = await text(socket);
console.log('express', answer.split('\r\n')[0], answer.split('\r\n\r\n')[1]);
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
undici gzip bytes
axios gzip bytes
node-fetch gzip bytes
express HTTP/1.1 200 OK gzip bytes
SEEN
