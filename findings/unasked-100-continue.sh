#!/usr/bin/env bash
# A server that sends 100 Continue although nobody asked, and then the answer.
# Packages: undici 7.30.2, axios 1.21.1, got 14.6.6, node-fetch 3.3.2
# Guess, written down after the run: every client reads on to the 200, as each does after 103 Early Hints.
# Seen: undici (and so fetch) raises "bad response"; 103 it passes over. axios, got and node-fetch read on after both.
# Source: RFC 9110 §15.2: a client must be able to parse interim responses even if it does not expect one.
# Why it matters: our HTTP contract asks students to read past all of 1xx; "it works with fetch" is no proof that a
#   server may do so.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund undici@7.30.2 axios@1.21.1 got@14.6.6 node-fetch@3.3.2 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import got from 'got';
import nodeFetch from 'node-fetch';
import { fetch, request } from 'undici';
import { once } from 'node:events';
import { createServer } from 'node:net';
const answering = async (answer) => {
  const server = createServer((socket) => socket.once('data', () => socket.end(answer)).on('error', () => {}));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${server.address().port}/`;
};
for (const interim of ['103 Early Hints', '100 Continue']) {
  const url = await answering(
    `HTTP/1.1 ${interim}\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok`,
  );
  for (const [name, ask] of Object.entries({
    'undici.request': () => request(url),
    'undici.fetch': () => fetch(url),
    axios: () => axios.get(url),
    got: () => got(url, { retry: { limit: 0 } }),
    'node-fetch': () => nodeFetch(url),
  }))
    await ask().then(
      ({ status, statusCode }) => console.log(interim, name, status ?? statusCode),
      ({ message, cause }) => console.log(interim, name, cause?.message ?? message),
    );
}
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
103 Early Hints undici.request 200
103 Early Hints undici.fetch 200
103 Early Hints axios 200
103 Early Hints got 200
103 Early Hints node-fetch 200
100 Continue undici.request bad response
100 Continue undici.fetch bad response
100 Continue axios 200
100 Continue got 200
100 Continue node-fetch 200
SEEN
