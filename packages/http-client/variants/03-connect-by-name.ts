// variant of: 03-connect
// differs: connects by name, and hears of the address by the event 'lookup'
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = flags();
let isResolved = net.isIP(host) !== 0;

const socket = net.connect({ host, port, family: 4 });
console.log('Socket created');
if (isResolved) console.log(`The IP address of ${host} is ${host}`);

socket.on('lookup', (error: Error | null, address: string) => {
  if (error || isResolved) return;
  isResolved = true;
  console.log(`The IP address of ${host} is ${address}`);
});
socket.on('connect', () => {
  console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
  socket.destroySoon();
  socket.destroy();
});
socket.on('error', (error: NodeJS.ErrnoException) => {
  console.error(isResolved ? `connect: ${error.code}` : 'Hostname could not be resolved');
  process.exitCode = 1;
});

function flags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    });
    const port = values.port ?? '80';
    if (/^\d+$/.test(port) && Number(port) <= 65535)
      return { host: values.host ?? 'www.google.com', port: Number(port) };
  } catch {
    // falls through to the usage
  }
  console.error('Usage: 03-connect [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
}
