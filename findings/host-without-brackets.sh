#!/usr/bin/env bash
# A URL with an IPv6 address, http://[::1]:PORT/.
# Packages: needle 3.5.0, undici 7.30.2, got 14.6.6, axios 1.21.1, node-fetch 3.3.2, node 24.21.0
# Guess: the Host header is as in the URL, with brackets.
# Seen: needle sends `host: ::1:PORT`, which cannot be taken apart again; the four others keep the brackets.
# Source: RFC 9110 §7.2 (Host is uri-host and port), RFC 3986 §3.2.2 (an IPv6 address stands in brackets).
# Why it matters: a server that reads Host by the grammar answers 400, and is right.
set -euo pipefail
grep -qs . /proc/net/if_inet6 || { echo 'no IPv6 here' >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund \
  node@24.21.0 needle@3.5.0 undici@7.30.2 got@14.6.6 axios@1.21.1 node-fetch@3.3.2 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import got from 'got';
import needle from 'needle';
import nodeFetch from 'node-fetch';
import { request } from 'undici';
import { once } from 'node:events';
import { createServer } from 'node:http';

let host;
const server = createServer((req, res) => {
  host = req.headers.host;
  res.end();
}).listen(0, '::1');
await once(server, 'listening');
const { port } = server.address();
const url = `http://[::1]:${port}/`;
const ask = { needle: (url) => needle('get', url), undici: request, got, axios, 'node-fetch': nodeFetch };
for (const name in ask) {
  await ask[name](url);
  console.log(name, host.replace(port, 'PORT'));
}
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
needle ::1:PORT
undici [::1]:PORT
got [::1]:PORT
axios [::1]:PORT
node-fetch [::1]:PORT
SEEN
