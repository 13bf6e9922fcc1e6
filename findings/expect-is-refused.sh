#!/usr/bin/env bash
# A client that asks before it sends a large body: Expect: 100-continue.
# Packages: undici 7.30.2, got 14.6.6, axios 1.21.1, needle 3.5.0, node 24.21.0
# Guess: the header is sent as it is given; at worst the client does not wait for the answer.
# Seen: undici (and so fetch) refuses the request before it is sent: "expect header not supported". got, axios and
#   needle send it.
# Source: RFC 9110 §10.1.1; undici has a NotSupportedError for it.
# Why it matters: the server side of 100 Continue, which is an exercise, cannot be tried with fetch.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 undici@7.30.2 got@14.6.6 axios@1.21.1 needle@3.5.0 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import got from 'got';
import needle from 'needle';
import { fetch, request } from 'undici';
import { once } from 'node:events';
import { createServer } from 'node:http';

const server = createServer((_req, res) => res.end()).on('checkContinue', (req, res) => {
  res.writeContinue();
  req.resume().on('end', () => res.end());
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
const [body, headers] = ['x', { Expect: '100-continue' }];
for (const [name, ask] of Object.entries({
  'undici.request': () => request(url, { method: 'POST', body, headers }),
  'undici.fetch': () => fetch(url, { method: 'POST', body, headers }),
  got: () => got.post(url, { body, headers, retry: { limit: 0 } }),
  axios: () => axios.post(url, body, { headers }),
  needle: () => needle('post', url, body, { headers }),
}))
  await ask().then(
    ({ status, statusCode }) => console.log(name, status ?? statusCode),
    ({ message, cause }) => console.log(name, cause?.message ?? message),
  );
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
undici.request expect header not supported
undici.fetch expect header not supported
got 200
axios 200
needle 200
SEEN
