#!/usr/bin/env bash
# An NTP answer that is one second on its way, from a server whose clock is right.
# Packages: ntp-client 0.5.3, ntp-time 2.1.1, @hapi/sntp 4.0.0, node 24.21.0
# Guess: the clients take half of the round trip away, so that they are half a second wrong.
# Seen: ntp-client and ntp-time return the transmit time stamp as it is: a second wrong. sntp is half a second wrong.
# Source: RFC 5905 §8 and RFC 4330 §5: offset and delay come from four time stamps.
# Why it matters: four time stamps are what the exercise is about, and two of three libraries use one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 ntp-client@0.5.3 ntp-time@2.1.1 @hapi/sntp@4.0.0 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import sntp from '@hapi/sntp';
import ntpClient from 'ntp-client';
import ntpTime from 'ntp-time';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { promisify } from 'node:util';

const server = createSocket('udp4').on('message', (request, { port, address }) => {
  const reply = Buffer.alloc(48);
  reply[0] = (request[0] & 0x38) | 4; // the version asked for, server
  reply[1] = 2;
  const since1900 = (Date.now() - Date.UTC(1900, 0, 1)) / 1000;
  for (const at of [16, 32, 40]) {
    reply.writeUInt32BE(Math.floor(since1900), at);
    reply.writeUInt32BE(Math.floor((since1900 % 1) * 2 ** 32), at + 4);
  }
  request.copy(reply, 24, 40, 48); // origin time stamp
  setTimeout(() => server.send(reply, port, address), 1000);
});
await once(server.bind(0, '127.0.0.1'), 'listening');
const { port } = server.address();
const show = (name, milliseconds) => console.log(name, Math.round(milliseconds / 500) / 2, 's');
show('ntp-client', (await promisify(ntpClient.getNetworkTime)('127.0.0.1', port)) - Date.now());
const client = new ntpTime.Client('127.0.0.1', port, { timeout: 9000 });
show('ntp-time', (await client.syncTime()).time - Date.now());
show('sntp', (await sntp.time({ host: '127.0.0.1', port, timeout: 9000 })).t);
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
ntp-client -1 s
ntp-time -1 s
sntp -0.5 s
SEEN
