import { createSocket, type RemoteInfo } from 'node:dgram';
import { on, once } from 'node:events';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: server [--port PORT] [--host HOST]');
  process.exit(2);
};

let host = '0.0.0.0';
let port = 12000;
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

const socket = createSocket('udp4');
socket.bind(port, host);
try {
  await once(socket, 'listening');
} catch (problem) {
  console.error(`Bind failed: ${(problem as NodeJS.ErrnoException).code}`);
  process.exit(1);
}
console.log(`The server is ready to receive on ${host}:${socket.address().port}`);

for await (const [message, sender] of on(socket, 'message') as AsyncIterable<[Buffer, RemoteInfo]>) {
  console.log(`Message received from ${sender.address} port ${sender.port}`);
  socket.send(message.toString().toUpperCase(), sender.port, sender.address, (problem) => {
    if (problem) console.error(`could not answer ${sender.address}: ${problem.message}`);
  });
}
