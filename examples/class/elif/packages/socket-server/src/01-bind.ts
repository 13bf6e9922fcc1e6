import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 01-bind [--port PORT] [--host HOST]');
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

const server = createServer();
console.log('Socket created');
try {
  server.listen(port, host);
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  console.log(`Socket bound to ${bound.address}:${bound.port}`);
  server.close();
} catch (problem) {
  console.error(`Bind failed: ${(problem as NodeJS.ErrnoException).code}`);
  process.exitCode = 1;
}
