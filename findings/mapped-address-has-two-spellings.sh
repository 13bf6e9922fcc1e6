#!/usr/bin/env bash
# An IPv4 client of a dual-stack server, ::ffff:127.0.0.1.
# Packages: ipaddr.js 2.5.0, ip-address 10.7.6, node 24.21.0
# Guess: parsed and printed, the address is as the socket says it, with the IPv4 part in dots.
# Seen: Node's sockets and BSD's getnameinfo write dots; URL and both libraries' canonical forms write ::ffff:7f00:1.
#   The texts never match.
# Source: RFC 5952 §5: the mixed notation is recommended for prefixes that are known to embed IPv4; URL Standard, IPv6
#   serializer.
# Why it matters: logs and checks of a dual-stack exercise compare peers by their text.
set -euo pipefail
grep -qs . /proc/net/if_inet6 || { echo 'no IPv6 here' >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 ipaddr.js@2.5.0 ip-address@10.7.6 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import ipaddr from 'ipaddr.js';
import { Address6 } from 'ip-address';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const server = createServer().listen(0, '::');
await once(server, 'listening');
const client = connect(server.address().port, '127.0.0.1');
const [{ remoteAddress }] = await once(server, 'connection');
client.destroy();
console.log('socket', remoteAddress);
console.log('ipaddr.js', ipaddr.parse(remoteAddress).toString());
console.log('ip-address', new Address6(remoteAddress).correctForm());
console.log('URL', new URL(`http://[${remoteAddress}]/`).hostname);
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
socket ::ffff:127.0.0.1
ipaddr.js ::ffff:7f00:1
ip-address ::ffff:7f00:1
URL [::ffff:7f00:1]
SEEN
