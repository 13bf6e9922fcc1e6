#!/usr/bin/env bash
# A reverse proxy before a server that sends 103 Early Hints and a trailer.
# Packages: http-proxy 1.18.1, http-proxy-3 1.23.3, node 24.21.0
# Guess: the proxy passes the interim answer on; if it leaves the trailer out, it leaves its announcement out too.
# Seen: both versions drop the 103 and the trailer field, yet pass `Trailer: X-Sum` on: the client waits for a field
#   that never comes.
# Source: RFC 9110 §15.2 (a proxy must forward 1xx), §6.5.1 (trailers may be discarded), §6.6.2 (Trailer).
# Why it matters: our HTTP client is asked to read 1xx and trailers; with such a proxy between, a right client seems
#   to lose them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 http-proxy@1.18.1 http-proxy-3@1.23.3 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import proxy from 'http-proxy';
import proxy3 from 'http-proxy-3';
import { once } from 'node:events';
import http, { createServer } from 'node:http';

const origin = createServer((_req, res) => {
  res.writeEarlyHints({ link: '</a.css>; rel=preload' });
  res.writeHead(200, { Trailer: 'X-Sum' });
  res.addTrailers({ 'X-Sum': '42' });
  res.end('hello');
});
await once(origin.listen(0, '127.0.0.1'), 'listening');
const target = `http://127.0.0.1:${origin.address().port}`;
const hop = async (library) => {
  const front = library.createProxyServer({ target });
  const server = createServer((req, res) => front.web(req, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
};
const ports = { none: origin.address().port, 'http-proxy': await hop(proxy), 'http-proxy-3': await hop(proxy3) };
for (const [name, port] of Object.entries(ports)) {
  const interim = [];
  const request = http.get({ port, host: '127.0.0.1', headers: { TE: 'trailers' } });
  request.on('information', ({ statusCode }) => interim.push(statusCode));
  const [answer] = await once(request, 'response');
  await once(answer.resume(), 'end');
  console.log(name, JSON.stringify({ interim, announced: answer.headers.trailer, trailers: answer.trailers }));
}
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
none {"interim":[103],"announced":"X-Sum","trailers":{"x-sum":"42"}}
http-proxy {"interim":[],"announced":"X-Sum","trailers":{}}
http-proxy-3 {"interim":[],"announced":"X-Sum","trailers":{}}
SEEN
