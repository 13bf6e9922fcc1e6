// variant of: 03-connect
// differs: an AbortController ends everything; addresses are printed as IPv6 writes IPv4 ones; the connection is reset
import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readArguments();
const controller = new AbortController();
const socket = new net.Socket({ signal: controller.signal });
process.stdout.write('Socket created\n');

socket.once('connect', () => {
  const address = `::ffff:${socket.remoteAddress}`;
  process.stdout.write(`Socket connected to ${host} on ip ${address}\n`);
  socket.resetAndDestroy();
});
socket.on('error', (error: NodeJS.ErrnoException) => {
  if (controller.signal.aborted) return;
  process.stderr.write(`error: ${error.code}\n`);
  process.exitCode = 1;
});

dns.lookup(host, { all: true }, (error, addresses) => {
  const ipv4 = addresses?.find(({ address }) => net.isIPv4(address));
  if (error || ipv4 === undefined) {
    process.stderr.write('Hostname could not be resolved\n');
    process.exitCode = 1;
    controller.abort();
    return;
  }
  process.stdout.write(`The IP address of ${host} is ${ipv4.address}\n`);
  socket.connect(port, ipv4.address);
});

function readArguments(): { host: string; port: number } {
  const type = 'string' as const;
  try {
    const { host = 'www.google.com', port = '80' } = parseArgs({
      options: { host: { type }, port: { type }, path: { type } },
    }).values;
    const number = /^(\d{1,5})$/.exec(port)?.[1];
    if (number !== undefined && Number(number) < 65536) return { host, port: Number(number) };
  } catch {
    // wrong flags
  }
  process.stderr.write('Usage: 03-connect [--host HOST] [--port PORT] [--path PATH]\n');
  process.exit(2);
}
