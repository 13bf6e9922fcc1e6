#!/usr/bin/env bash
# A request in absolute form, GET http://host/file, sent to the origin server itself.
# Packages: sirv 3.0.2, express 5.3.0, fastify 5.12.8, serve-handler 6.1.8, node 24.21.0
# Guess: every server answers as to /file.
# Seen: sirv answers 404 for a file that it has; express, fastify and serve-handler send it.
# Source: RFC 9112 §3.2.2: a server must accept the absolute form in requests, even though clients send it to proxies
#   only.
# Why it matters: our server checks send this form. A student who builds on a library is blamed for its router.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 sirv@3.0.2 express@5.3.0 fastify@5.12.8 serve-handler@6.1.8 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import express from 'express';
import Fastify from 'fastify';
import handler from 'serve-handler';
import sirv from 'sirv';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';

mkdirSync('www', { recursive: true });
writeFileSync('www/file', 'hello');
const fastify = Fastify().get('/file', async () => 'hello');
await fastify.ready();
const servers = {
  sirv: createServer(sirv('www')),
  express: createServer(express().use(express.static('www'))),
  fastify: fastify.server,
  'serve-handler': createServer((req, res) => handler(req, res, { public: 'www' })),
};
for (const [name, server] of Object.entries(servers)) {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  for (const path of ['/file', `http://127.0.0.1:${port}/file`]) {
    const [answer] = await once(request({ port, host: '127.0.0.1', path, agent: false }).end(), 'response');
    console.log(name, path.replace(port, 'PORT'), answer.statusCode);
    answer.resume();
  }
}
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
sirv /file 200
sirv http://127.0.0.1:PORT/file 404
express /file 200
express http://127.0.0.1:PORT/file 200
fastify /file 200
fastify http://127.0.0.1:PORT/file 200
serve-handler /file 200
serve-handler http://127.0.0.1:PORT/file 200
SEEN
