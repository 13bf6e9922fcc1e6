import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 03-connect [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
};

let host = 'www.google.com';
let port = 80;
let path = '/';
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } } });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
  if (values.path) path = values.path;
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

const socket = new Socket();
console.log('Socket created');
try {
  const [found] = await lookup(host, { all: true, order: 'ipv4first' });
  const address = found?.address ?? '';
  console.log(`The IP address of ${host} is ${address}`);

  socket.connect(port, address);
  await once(socket, 'connect');
  console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
  socket.end();
} catch (problem) {
  const { code, syscall, message } = problem as NodeJS.ErrnoException;
  console.error(syscall === 'getaddrinfo' ? 'Hostname could not be resolved' : (code ?? message));
  process.exitCode = 1;
}
