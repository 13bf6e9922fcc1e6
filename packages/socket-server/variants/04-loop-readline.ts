// variant of: 04-loop
// differs: a readline interface on each connection, its events "line" and "close"
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { host, port } = flags();

const server = createServer((socket) => {
  const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY });
  lines.on('line', (line) => socket.write(`OK...${line}\r\n`));
  lines.on('close', () => socket.end());
  lines.on('error', () => {});
  socket.on('error', () => lines.close());
});
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exit(1);
});
server.listen(port, host, 10, () => {
  const address = server.address();
  console.log(`Socket now listening on ${host}:${typeof address === 'object' ? address?.port : address}`);
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
    console.error('Usage: 04-loop [--port PORT] [--host HOST]');
    return process.exit(2);
  }
}
