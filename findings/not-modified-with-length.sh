#!/usr/bin/env bash
# A 304 that names the length of the body which it does not send.
# Packages: undici 7.30.2, got 14.6.6, axios 1.21.1
# Guess, written down after the run: each client takes it, since both the client and the server are told so.
# Seen: undici.request gives 304 and then an error when its body is read: the length does not match. The same
#   library's fetch, got and axios take it.
# Source: RFC 9110 §8.6 (Content-Length may be sent in a 304), RFC 9112 §6.3 (a 304 ends with its header section).
# Why it matters: the course has students answer 304 and HEAD by the same code as GET; some servers do the same.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund undici@7.30.2 got@14.6.6 axios@1.21.1 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import got from 'got';
import { fetch, request } from 'undici';
import { once } from 'node:events';
import { createServer } from 'node:net';

const answering = async (answer) => {
  const server = createServer((socket) => socket.once('data', () => socket.end(answer)).on('error', () => {}));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${server.address().port}/`;
};
const url = await answering('HTTP/1.1 304 Not Modified\r\nContent-Length: 25\r\nConnection: close\r\n\r\n');
for (const [name, ask] of Object.entries({
  'undici.request': async () => (await request(url)).body.text(),
  'undici.fetch': async () => (await fetch(url)).text(),
  got: () => got(url, { retry: { limit: 0 } }).text(),
  axios: async () => (await axios.get(url, { validateStatus: null })).data,
}))
  await ask().then((body) => console.log(name, JSON.stringify(body)), ({ code }) => console.log(name, code));
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
undici.request UND_ERR_RES_CONTENT_LENGTH_MISMATCH
undici.fetch ""
got ""
axios ""
SEEN
