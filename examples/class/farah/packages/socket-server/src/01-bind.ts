import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host ?? '0.0.0.0';
const port = Number(values.port ?? 8888);

const server = net.createServer();
console.log('Socket created');

server.on('error', (error) => {
  console.error(`Bind failed: ${error.message}`);
  process.exit(1);
});

server.listen(port, host, () => {
  const { port: p } = server.address() as net.AddressInfo;
  console.log(`Socket bound to ${host}:${p}`);
  server.close();
});
