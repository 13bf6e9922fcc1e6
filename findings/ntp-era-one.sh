#!/usr/bin/env bash
# An NTP server in the year 2040, when seconds are counted from 2036 again.
# Packages: ntp-client 0.5.3, ntp-time 2.1.1, @hapi/sntp 4.0.0, node 24.21.0
# Guess: 2040: the moment is known since 1992, and the repair is one line.
# Seen: all three clients read the year 1903.
# Source: RFC 5905 §6 (eras), RFC 4330 §3: if bit 0 is not set, the time is reckoned from 2036.
# Why it matters: our NTP exercise asks for era 1; whoever compares with a library learns that the student's program
#   is wrong.
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
  const seconds = (Date.UTC(2040, 0, 1) - Date.UTC(1900, 0, 1)) / 1000 - 2 ** 32;
  for (const at of [16, 32, 40]) reply.writeUInt32BE(seconds, at);
  request.copy(reply, 24, 40, 48); // origin time stamp
  server.send(reply, port, address);
});
await once(server.bind(0, '127.0.0.1'), 'listening');
const { port } = server.address();
console.log('ntp-client', (await promisify(ntpClient.getNetworkTime)('127.0.0.1', port)).getUTCFullYear());
const { time } = await new ntpTime.Client('127.0.0.1', port, { timeout: 9000 }).syncTime();
console.log('ntp-time', time.getUTCFullYear());
const { transmitTimestamp } = await sntp.time({ host: '127.0.0.1', port, timeout: 9000 });
console.log('sntp', new Date(transmitTimestamp).getUTCFullYear());
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
ntp-client 1903
ntp-time 1903
sntp 1903
SEEN
