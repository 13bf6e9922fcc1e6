import { createServer, type AddressInfo, type Socket } from 'node:net';
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

async function handle(client: Socket) {
  console.log(`Connection from ${client.remoteAddress}:${client.remotePort}`);
  try {
    // A stream has no lines, so collect everything first and look for the line afterwards.
    const parts: Buffer[] = [];
    for await (const bytes of client) {
      parts.push(bytes);
    }
    const text = Buffer.concat(parts).toString();
    const end = text.indexOf('\n');
    const line = end < 0 ? text : text.slice(0, end + 1);
    client.end(line.toUpperCase());
  } catch (problem) {
    console.error(`a client is gone: ${(problem as Error).message}`);
  }
}

const server = createServer({ allowHalfOpen: true });
server.on('connection', handle);
server.on('error', (problem: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${problem.code}`);
  process.exitCode = 1;
});
server.listen(port, host, 5, () => {
  console.log(`The server is ready to receive on ${host}:${(server.address() as AddressInfo).port}`);
});
