#!/usr/bin/env bash
# HEAD that is sent elsewhere by 303 See Other.
# Packages: node-fetch 3.3.2, undici 7.30.2, got 14.6.6, axios 1.21.1, node 24.21.0
# Guess: HEAD stays HEAD: only other methods become GET.
# Seen: node-fetch asks with GET and transfers the body that the caller did not want; undici, got and axios stay with
#   HEAD.
# Source: Fetch Standard, HTTP-redirect fetch (303 and a method that is neither GET nor HEAD); RFC 9110 §15.4.4.
# Why it matters: a check that counts HEAD requests at the place of arrival sees a GET, and blames the student.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 node-fetch@3.3.2 undici@7.30.2 got@14.6.6 axios@1.21.1 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import got from 'got';
import nodeFetch from 'node-fetch';
import { fetch } from 'undici';
import { once } from 'node:events';
import { createServer } from 'node:http';

const methods = [];
const server = createServer((req, res) => {
  if (req.url === '/there') methods.push(req.method);
  else res.writeHead(303, { Location: '/there' });
  res.end();
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
await nodeFetch(url, { method: 'HEAD' });
await fetch(url, { method: 'HEAD' });
await got.head(url);
await axios.head(url);
for (const name of ['node-fetch', 'undici', 'got', 'axios']) console.log(name, methods.shift());
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
node-fetch GET
undici HEAD
got HEAD
axios HEAD
SEEN
