// variant of: server
// differs: web streams (ReadableStream.pipeTo), a TransformStream that counts
import net from 'node:net';
import { Duplex, finished } from 'node:stream';
import { parseArgs } from 'node:util';

async function serve(socket: net.Socket): Promise<void> {
  const client = `${socket.remoteAddress}:${socket.remotePort}`;
  let sent = 0;
  finished(socket, (error) => {
    if (error) console.error(`${client}: ${error.code}`);
    else console.log(`sent ${sent} bytes back to ${client}`);
  });
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      sent += bytes.byteLength;
      controller.enqueue(bytes);
    },
  });
  const { readable, writable } = Duplex.toWeb(socket);
  try {
    await readable.pipeThrough(counter).pipeTo(writable);
  } catch {
    socket.destroy(); // `finished` has the reason
  }
}

function readFlags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    if (/^\d+$/.test(values.port ?? '') && Number(values.port) <= 65535) {
      return { host: values.host ?? '0.0.0.0', port: Number(values.port) };
    }
  } catch {}
  console.error('Usage: server --port PORT [--host HOST]');
  process.exit(2);
}

const { host, port } = readFlags();
const server = net.createServer({ allowHalfOpen: true }, serve);
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exitCode = 1;
});
server.listen({ host, port, backlog: 5 }, () => {
  console.log(`Starting up echo server on ${host} port ${(server.address() as net.AddressInfo).port}`);
});
