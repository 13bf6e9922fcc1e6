#!/usr/bin/env bash
# The link-local address of the machine beside, in a URL: http://[fe80::1%25eth0]/.
# Packages: got 14.6.6, axios 1.21.1, node-fetch 3.3.2, undici 7.30.2, node 24.21.0
# Guess: the clients take it, as RFC 6874 writes it, with %25 or with a bare %.
# Seen: every client refuses both as an invalid URL before anything is asked. net.isIP() says 6 to the same address.
# Source: RFC 6874 (zone in a URI, obsoleted by RFC 9844); URL Standard, IPv6 parser: zones are left out on purpose.
# Why it matters: two machines with a cable and no router reach each other by ping and by sockets, and by no URL.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 got@14.6.6 axios@1.21.1 node-fetch@3.3.2 undici@7.30.2 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import got from 'got';
import nodeFetch from 'node-fetch';
import { request } from 'undici';
import { isIP } from 'node:net';

console.log('net.isIP', isIP('fe80::1%lo'));
for (const url of ['http://[fe80::1%25lo]:9/', 'http://[fe80::1%lo]:9/'])
  for (const [name, ask] of Object.entries({
    got: () => got(url, { retry: { limit: 0 } }),
    axios: () => axios.get(url),
    'node-fetch': () => nodeFetch(url),
    undici: () => request(url),
  }))
    await (async () => ask())().catch(({ code, message }) => console.log(url, name, code ?? message));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
net.isIP 6
http://[fe80::1%25lo]:9/ got ERR_INVALID_URL
http://[fe80::1%25lo]:9/ axios ERR_INVALID_URL
http://[fe80::1%25lo]:9/ node-fetch ERR_INVALID_URL
http://[fe80::1%25lo]:9/ undici ERR_INVALID_URL
http://[fe80::1%lo]:9/ got ERR_INVALID_URL
http://[fe80::1%lo]:9/ axios ERR_INVALID_URL
http://[fe80::1%lo]:9/ node-fetch ERR_INVALID_URL
http://[fe80::1%lo]:9/ undici ERR_INVALID_URL
SEEN
