#!/usr/bin/env bash
# A server on port 6000, 6697 or another of about 80 ports.
# Packages: undici 7.30.2, node-fetch 3.3.2, axios 1.21.1, node 24.21.0
# Guess: fetch asks the server: the port is above 1023 and free for all.
# Seen: fetch refuses with "bad port" before any packet. Its sister request of the same library asks, as axios and
#   node-fetch do.
# Source: Fetch Standard, port blocking: among others 2049, 4190, 5060, 5061, 6000, 6566, 6665 to 6669, 6697 and
#   10080.
# Why it matters: students choose ports, or a script does by their number; browsers keep the same list.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 undici@7.30.2 node-fetch@3.3.2 axios@1.21.1 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import nodeFetch from 'node-fetch';
import { fetch, request } from 'undici';

// Nobody need listen: whoever is refused a connection did ask.
const url = 'http://127.0.0.1:6697/';
for (const [name, ask] of Object.entries({
  'undici.fetch': () => fetch(url),
  fetch: () => globalThis.fetch(url),
  'undici.request': () => request(url),
  axios: () => axios.get(url),
  'node-fetch': () => nodeFetch(url),
}))
  await ask().then(
    () => console.log(name, 'asked'),
    ({ code, cause }) => console.log(name, (code ?? cause?.code) === 'ECONNREFUSED' ? 'asked' : cause?.message),
  );
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
undici.fetch bad port
fetch bad port
undici.request asked
axios asked
node-fetch asked
SEEN
