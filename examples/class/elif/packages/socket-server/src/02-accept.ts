import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 02-accept [--port PORT] [--host HOST]');
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

const server = createServer({ allowHalfOpen: true });
try {
  server.listen(port, host, 10);
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  console.log(`Socket now listening on ${bound.address}:${bound.port}`);

  const [client] = (await once(server, 'connection')) as [Socket];
  console.log(`Connected with ${client.remoteAddress}:${client.remotePort}`);
  client.end();
  await once(client, 'close'); // wait until the connection is really closed
  server.close();
} catch (problem) {
  console.error(`Bind failed: ${(problem as NodeJS.ErrnoException).code}`);
  process.exitCode = 1;
}
