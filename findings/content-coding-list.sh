#!/usr/bin/env bash
# A body that was coded twice: Content-Encoding: deflate, gzip.
# Packages: undici 7.30.2, got 14.6.6, axios 1.21.1, node-fetch 3.3.2, node 24.21.0
# Guess: the clients that decode gzip and deflate decode both in turn, or raise an error.
# Seen: only fetch does. The others stop without an error at bytes that are still compressed, with status 200. x-gzip,
#   the old name of gzip, is unknown to got.
# Source: RFC 9110 §8.4 (codings are listed in the order in which they were applied), §8.4.1.3 (x-gzip is equivalent
#   to gzip).
# Why it matters: a student who codes the header by the book checks the server with a client, and the client is wrong.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 undici@7.30.2 got@14.6.6 axios@1.21.1 node-fetch@3.3.2 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import got from 'got';
import nodeFetch from 'node-fetch';
import { fetch } from 'undici';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { deflateSync, gzipSync } from 'node:zlib';

const gzip = gzipSync('hello');
const bodies = { gzip, 'x-gzip': gzip, 'deflate, gzip': gzipSync(deflateSync('hello')) };
for (const [coding, body] of Object.entries(bodies)) {
  const server = createServer((_req, res) => res.setHeader('Content-Encoding', coding).end(body));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  for (const [name, ask] of Object.entries({
    fetch: async () => (await fetch(url)).arrayBuffer(),
    got: () => got(url).buffer(),
    axios: async () => (await axios.get(url, { responseType: 'arraybuffer' })).data,
    'node-fetch': async () => (await nodeFetch(url)).arrayBuffer(),
  }))
    console.log(coding, name, Buffer.from(await ask()).toString() === 'hello' ? 'hello' : 'coded');
}
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
gzip fetch hello
gzip got hello
gzip axios hello
gzip node-fetch hello
x-gzip fetch hello
x-gzip got coded
x-gzip axios hello
x-gzip node-fetch hello
deflate, gzip fetch hello
deflate, gzip got coded
deflate, gzip axios coded
deflate, gzip node-fetch coded
SEEN
