import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: server --port PORT [--host HOST]');
  process.exit(2);
};

let host = '0.0.0.0';
let port = NaN;
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
  if (values.host) host = values.host;
  if (values.port && /^\d+$/.test(values.port)) port = Number(values.port);
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

async function handle(client: Socket) {
  const name = `${client.remoteAddress}:${client.remotePort}`;
  let total = 0;
  try {
    for await (const bytes of client) {
      total += bytes.length;
      if (!client.write(bytes)) await once(client, 'drain');
    }
    client.end();
    await once(client, 'finish');
    console.log(`sent ${total} bytes back to ${name}`);
  } catch (problem) {
    console.error(`${name} is gone: ${(problem as Error).message}`);
  }
}

const server = createServer({ allowHalfOpen: true });
server.on('connection', handle);
server.on('error', (problem: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${problem.code}`);
  process.exitCode = 1;
});
server.listen(port, host, 5, () => {
  console.log(`Starting up echo server on ${host} port ${(server.address() as AddressInfo).port}`);
});
