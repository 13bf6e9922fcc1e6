// variant of: 02-accept
// differs: async main, events.once for the server and for its connection
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { parseArgs } from 'node:util';

async function main(): Promise<void> {
  const server = createServer();
  server.listen({ ...flags(), backlog: 10 });
  try {
    await once(server, 'listening');
  } catch (error) {
    console.error(`Bind failed: ${(error as NodeJS.ErrnoException).code}`);
    process.exitCode = 1;
    return;
  }
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    console.log('Socket created');
    console.log(`Socket bound to ${address.address}:${address.port}`);
    console.log(`Socket now listening on ${address.address}:${address.port}`);
  }
  const [socket] = (await once(server, 'connection')) as [Socket];
  server.close();
  console.log(`Connected with ${socket.remoteAddress}:${socket.remotePort}`);
  socket.end();
  socket.destroySoon();
  await once(server, 'close');
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

await main();
