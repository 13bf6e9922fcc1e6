// variant of: 03-reply
// differs: "readable" and read(), a list of chunks, exits when the reply has left
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = flags();
const LF = '\n'.charCodeAt(0);

const server = net.createServer((socket) => {
  const parts: Uint8Array[] = [];
  server.close();
  socket.on('error', () => process.exit(1));
  socket.on('end', () => process.exit());
  socket.on('readable', function take() {
    for (let part: Buffer | null = socket.read(); part !== null; part = socket.read()) {
      parts.push(part);
      if (!part.includes(LF)) continue;
      const all = Buffer.concat(parts);
      socket.off('readable', take);
      socket.end(all.subarray(0, all.indexOf(LF) + 1), () => process.exit(0));
      return;
    }
  });
});

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exit(1);
});

server.listen(port, host, () => {
  const { address, port } = server.address() as net.AddressInfo;
  console.log(`Socket now listening on ${address}:${port}`);
});

function flags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string', default: '0.0.0.0' }, port: { type: 'string', default: '8888' } },
    });
    const port = Number(values.port);
    if (values.port.match(/^\d+$/) && port < 65536) return { host: values.host, port };
    throw new Error('PORT is a whole number from 0 to 65535');
  } catch (error) {
    console.error((error as Error).message);
    console.error('Usage: 03-reply [--port PORT] [--host HOST]');
    return process.exit(2);
  }
}
