/** Echo server: a Transform that counts, between the socket and itself. */
import { createServer } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

function flags() {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return {};
  }
}

const { host = '0.0.0.0', port = '' } = flags();
if (!/^\d+$/.test(port) || Number(port) > 65535) {
  process.stderr.write('Usage: server --port PORT [--host HOST]\n');
  process.exit(2);
}

const server = createServer({ allowHalfOpen: true }, async (socket) => {
  const { remoteAddress, remotePort } = socket;
  let bytes = 0;
  const counter = new Transform({
    transform(chunk, _encoding, done) {
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(socket, counter, socket);
    console.log(`sent ${bytes} bytes back to ${remoteAddress}:${remotePort}`);
  } catch (error) {
    console.error(`${remoteAddress}:${remotePort}: ${(error as Error).message}`);
  }
});

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exit(1);
});

server.listen({ host, port: Number(port), backlog: 5 }, () => {
  const address = server.address();
  const realPort = typeof address === 'object' && address ? address.port : port;
  console.log(`Starting up echo server on ${host} port ${realPort}`);
});
