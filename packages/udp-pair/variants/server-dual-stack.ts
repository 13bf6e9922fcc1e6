// variant of: server
// differs: an IPv6 socket for both protocols when no host is given, so that IPv4 clients are ::ffff:a.b.c.d; checks the size itself
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import { parseArgs } from 'node:util';

const LARGEST_BYTES = 65_507;

function serve(socket: Socket, message: Buffer, { address, port }: RemoteInfo): void {
  process.stdout.write(`Message received from ${address} port ${port}\n`);
  const reply = Buffer.from(message.toString('utf8').toUpperCase(), 'utf8');
  if (reply.length > LARGEST_BYTES) {
    process.stderr.write(`${address}: ${reply.length} bytes are too many for a reply\n`);
    return;
  }
  socket.send(reply, port, address, (error) => {
    if (error !== null) process.stderr.write(`${address}: ${error.message}\n`);
  });
}

function start(host: string, port: number): void {
  const socket = createSocket(isIPv4(host) ? 'udp4' : 'udp6');
  socket.on('message', (message, client) => serve(socket, message, client));
  const failed = ({ code }: NodeJS.ErrnoException) => {
    process.stderr.write(`Bind failed: ${code} (${host}:${port})\n`);
    process.exitCode = 1;
  };
  socket.once('error', failed);
  socket.bind({ port, address: host }, () => {
    socket.off('error', failed);
    process.stdout.write(`The server is ready to receive on [${host}]:${socket.address().port}\n`);
  });
}

let values: { host?: string; port?: string } = { port: 'none' };
try {
  ({ values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }));
} catch {
  // The usage says it.
}
const { host = '::', port = '12000' } = values;
if (/^\d+$/.test(port) && Number(port) <= 65_535) {
  start(host, Number(port));
} else {
  process.stderr.write('usage: server [--port PORT] [--host HOST]\n');
  process.exitCode = 2;
}
