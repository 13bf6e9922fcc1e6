#!/usr/bin/env bash
# A name with an IPv6 and an IPv4 address, and nobody listens at either.
# Packages: got 14.6.6, node-fetch 3.3.2, needle 3.5.0, undici 7.30.2, axios 1.21.1, node 24.21.0
# Guess: the message names what was tried, as "connect ECONNREFUSED 127.0.0.1:80" does for one address.
# Seen: the message is empty, or ends after "reason: ": what Node raises is an AggregateError without a message. axios
#   alone names both addresses.
# Source: Node documentation, net, autoSelectFamily; RFC 8305 (Happy Eyeballs).
# Why it matters: localhost has two addresses on most machines. A student whose server is not running reads nothing at
#   all.
set -euo pipefail
grep -qs . /proc/net/if_inet6 || { echo 'no IPv6 here' >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund \
  node@24.21.0 got@14.6.6 node-fetch@3.3.2 needle@3.5.0 undici@7.30.2 axios@1.21.1 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import axios from 'axios';
import got from 'got';
import needle from 'needle';
import nodeFetch from 'node-fetch';
import { Agent, request } from 'undici';
import { once } from 'node:events';
import http from 'node:http';
import { createServer } from 'node:net';

const both = [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }];
const lookup = (_host, _options, done) => done(null, both);
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
await once(server.close(), 'close');
const url = `http://course.test:${port}/`;
const agent = new http.Agent({ lookup });
for (const [name, ask] of Object.entries({
  got: () => got(url, { agent: { http: agent }, retry: { limit: 0 } }),
  'node-fetch': () => nodeFetch(url, { agent }),
  needle: () => needle('get', url, null, { agent }),
  undici: () => request(url, { dispatcher: new Agent({ connect: { lookup } }) }),
  axios: () => axios.get(url, { httpAgent: agent }),
}))
  await ask().catch(({ message }) => console.log(name, JSON.stringify(message.replaceAll(port, 'PORT'))));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
got ""
node-fetch "request to http://course.test:PORT/ failed, reason: "
needle ""
undici ""
axios "connect ECONNREFUSED ::1:PORT; connect ECONNREFUSED 127.0.0.1:PORT"
SEEN
