#!/usr/bin/env bash
# An NTP server that answers while its own clock is not set: leap indicator 3, stratum 0.
# Packages: ntp-client 0.5.3, ntp-time 2.1.1, @hapi/sntp 4.0.0, node 24.21.0
# Guess: a client reports an error, or at least says that the time is worth nothing.
# Seen: ntp-client and ntp-time give the moment, 1900-01-01, as the time; sntp gives an offset too and calls the
#   stratum "death", though no kiss code came.
# Source: RFC 5905 §7.3: leap 3 is "unknown (clock unsynchronized)", stratum 0 unspecified or invalid; §7.4: kiss
#   codes; RFC 4330 §5.
# Why it matters: a server that was just started answers so (chronyd, openntpd). Our NTP lesson has students tell it
#   from a kiss-o-death.
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
  reply[0] = 0xc0 | (request[0] & 0x38) | 4; // leap indicator 3, the version asked for, server
  request.copy(reply, 24, 40, 48); // origin time stamp
  server.send(reply, port, address);
});
await once(server.bind(0, '127.0.0.1'), 'listening');
const { port } = server.address();
console.log('ntp-client', await promisify(ntpClient.getNetworkTime)('127.0.0.1', port));
console.log('ntp-time', (await new ntpTime.Client('127.0.0.1', port, { timeout: 9000 }).syncTime()).time);
const { stratum, leapIndicator, t } = await sntp.time({ host: '127.0.0.1', port, timeout: 9000 });
console.log('sntp', stratum, leapIndicator, Number.isFinite(t) ? 'and an offset' : '');
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
ntp-client 1900-01-01T00:00:00.000Z
ntp-time 1900-01-01T00:00:00.000Z
sntp death alarm and an offset
SEEN
