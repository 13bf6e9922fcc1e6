// variant of: server
// differs: an async generator between two ends of stream.pipeline; accepts through events.on; a module-level namespace import
import events from 'node:events';
import * as net from 'node:net';
import * as stream from 'node:stream';
import { parseArgs } from 'node:util';

interface Tally {
  bytes: number;
}

const count = (tally: Tally) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      tally.bytes += chunk.length;
      yield chunk;
    }
  };

function echo(socket: net.Socket): void {
  const { remoteAddress, remotePort } = socket;
  const tally: Tally = { bytes: 0 };
  stream.pipeline(socket, count(tally), socket, (error) => {
    if (error) console.error(`lost ${remoteAddress}:${remotePort} (${error.code})`);
    else console.log(`sent ${tally.bytes} bytes back to ${remoteAddress}:${remotePort}`);
  });
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined || /\D/.test(text) || text === '') return undefined;
  const port = Number.parseInt(text, 10);
  return port <= 65535 ? port : undefined;
}

function readFlags(): { host: string | undefined; port: number | undefined } {
  try {
    const { host, port } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
    return { host, port: readPort(port) };
  } catch {
    return { host: undefined, port: undefined };
  }
}

const { host = '0.0.0.0', port } = readFlags();
if (port === undefined) {
  console.error('Usage: server --port 0..65535 [--host HOST]');
  process.exitCode = 2;
} else {
  const server = net.createServer({ allowHalfOpen: true });
  try {
    const connections = events.on(server, 'connection', { close: ['close'] });
    server.listen({ port, host, backlog: 5 });
    await events.once(server, 'listening');
    const address = server.address() as net.AddressInfo;
    console.log(`[eco] Starting up echo server on ${address.address} port ${address.port}`);
    for await (const [socket] of connections) echo(socket as net.Socket);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(`Bind failed: ${code} ${message}`);
    process.exitCode = 1;
  }
}
