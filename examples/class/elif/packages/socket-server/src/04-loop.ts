import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 04-loop [--port PORT] [--host HOST]');
  process.exit(2);
};

let host = '0.0.0.0';
let port = 8888;
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

async function handle(client: Socket) {
  for await (const line of createInterface({ input: client })) {
    client.write(`OK...${line}\n`);
  }
  client.end();
}

const server = createServer({ allowHalfOpen: true });
server.on('connection', handle);
server.on('error', (problem: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${problem.code}`);
  process.exitCode = 1;
});
server.listen(port, host, () => {
  const bound = server.address() as AddressInfo;
  console.log(`Socket now listening on ${bound.address}:${bound.port}`);
});
