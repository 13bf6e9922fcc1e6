/** Capital letters over TCP: the first line of the stream, through a generator, back into the socket. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

function flags() {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return { port: 'unknown flag' };
  }
}

const { host = '0.0.0.0', port = '12000' } = flags();
if (!/^\d+$/.test(port) || Number(port) > 65535) {
  process.stderr.write('Usage: server [--port PORT] [--host HOST]\n');
  process.exit(2);
}

/** One line in capitals. A chunk without a newline is yielded as it is, and nothing after the newline. */
async function* shout(socket: Socket) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  // leaving the loop must not destroy the socket: the answer still has to get out
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    const text = decoder.decode(chunk, { stream: true });
    const newline = text.indexOf('\n');
    if (newline !== -1) {
      yield text.slice(0, newline + 1).toUpperCase();
      return;
    }
    yield text.toUpperCase();
  }
  yield decoder.decode().toUpperCase();
}

const server = createServer({ allowHalfOpen: true }, async (socket) => {
  console.log(`Connection from ${socket.remoteAddress}:${socket.remotePort}`);
  try {
    await pipeline(shout(socket), socket);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
  } finally {
    socket.resume(); // drop what the client still sends, so that its end is seen
  }
});

server.on('error', (error: NodeJS.ErrnoException) => {
  process.stderr.write(`Bind failed: ${error.code}\n`);
  process.exit(1);
});

server.listen({ host, port: Number(port), backlog: 5 }, () => {
  const bound = server.address() as AddressInfo;
  console.log(`The server is ready to receive on ${bound.address}:${bound.port}`);
});
