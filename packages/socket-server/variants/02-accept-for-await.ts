// variant of: 02-accept
// differs: `for await` over the connections, left after the first; exits by process.exit
import { on } from 'node:events';
import { type AddressInfo, Server, type Socket } from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = flags();
const server = new Server();
server.on('listening', () => {
  console.log(`Socket now listening on ${host}:${(server.address() as AddressInfo).port}`);
});
const connections = on(server, 'connection') as AsyncIterableIterator<[Socket]>;
server.listen(port, host, 10);

try {
  for await (const [socket] of connections) {
    console.log(`Connected with ${socket.remoteAddress}:${socket.remotePort}`);
    break;
  }
  process.exit(0);
} catch (error) {
  console.error(`Bind failed: ${(error as NodeJS.ErrnoException).code}`);
  process.exit(1);
}

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
    console.error('Usage: 02-accept [--port PORT] [--host HOST]');
    return process.exit(2);
  }
}
