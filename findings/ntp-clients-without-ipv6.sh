#!/usr/bin/env bash
# An NTP server at ::1.
# Packages: ntp-client 0.5.3, ntp-time 2.1.1, @hapi/sntp 4.0.0, node 24.21.0
# Guess: the clients ask it: the socket follows the address.
# Seen: all three send from an IPv4 socket and raise EINVAL. A name that has only an IPv6 address would do no better.
# Source: Node documentation, dgram.createSocket(): the type udp4 or udp6 is chosen by the caller; RFC 5905 knows both
#   families.
# Why it matters: the course has every program under ::1. A client library is no witness there.
set -euo pipefail
grep -qs . /proc/net/if_inet6 || { echo 'no IPv6 here' >&2; exit 77; }
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

const server = createSocket('udp6').on('message', () => console.log('asked'));
await once(server.bind(0, '::1'), 'listening');
const { port } = server.address();
const failed = (name) => ({ message }) => console.log(name, message.replace(port, 'PORT'));
await promisify(ntpClient.getNetworkTime)('::1', port).catch(failed('ntp-client'));
await new ntpTime.Client('::1', port, { timeout: 5000 }).syncTime().catch(failed('ntp-time'));
await sntp.time({ host: '::1', port, timeout: 5000 }).catch(failed('sntp'));
process.exit();
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
ntp-client send EINVAL ::1:PORT
ntp-time send EINVAL ::1:PORT
sntp send EINVAL ::1:PORT
SEEN
