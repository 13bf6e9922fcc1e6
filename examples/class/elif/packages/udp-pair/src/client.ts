import { createSocket, type RemoteInfo } from 'node:dgram';
import { on } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: client [--port PORT] [--host HOST] [--timeout MS]');
  process.exit(2);
};

let host = '127.0.0.1';
let port = 12000;
let timeout = 5000;
try {
  const { values } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
  });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
  if (values.timeout) timeout = Number(values.timeout);
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

const socket = createSocket('udp4');
const rl = createInterface({ input: process.stdin, output: process.stdout });
const sentence = await rl.question('Input lowercase sentence: ');
rl.close();

const signal = AbortSignal.timeout(timeout);
socket.send(sentence, port, host);

try {
  for await (const [message, from] of on(socket, 'message', { signal }) as AsyncIterable<[Buffer, RemoteInfo]>) {
    if (from.address !== host || from.port !== port) continue;
    console.log(`Received message from ${from.address} port ${from.port}`);
    console.log(message.toString());
    break;
  }
} catch {
  console.error(`No reply within ${timeout} ms`);
  process.exit(1);
}
// nothing more to do
