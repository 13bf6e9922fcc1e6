/** Answers every line: a stream of lines made from the stream of bytes, one pipeline for each client. */
import { createServer, type AddressInfo } from 'node:net';
import { compose } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

function flags() {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return { port: 'unknown flag' };
  }
}

const { host = '0.0.0.0', port = '8888' } = flags();
if (!/^\d+$/.test(port) || Number(port) > 65535) {
  process.stderr.write('Usage: 04-loop [--port PORT] [--host HOST]\n');
  process.exit(2);
}

const LF = 0x0a;

/** Bytes cut anywhere become lines, as bytes, each with its LF. */
async function* lines(source: AsyncIterable<Buffer>) {
  let parts: Buffer[] = [];
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      yield Buffer.concat([...parts, chunk.subarray(start, end + 1)]);
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
}

async function* ok(source: AsyncIterable<Buffer>) {
  for await (const line of source) yield Buffer.concat([Buffer.from('OK...'), line]);
}

const server = createServer({ allowHalfOpen: true }, async (socket) => {
  const name = `${socket.remoteAddress}:${socket.remotePort}`;
  try {
    await pipeline(socket, compose(lines, ok), socket);
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message}\n`);
  }
});

server.on('error', (error: NodeJS.ErrnoException) => {
  process.stderr.write(`Bind failed: ${error.code}\n`);
  process.exit(1);
});

server.listen({ host, port: Number(port) }, () => {
  const bound = server.address() as AddressInfo;
  console.log(`Socket now listening on ${bound.address}:${bound.port}`);
});
