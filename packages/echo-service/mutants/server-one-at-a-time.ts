// mutant of: server
// fault: serves the next client only when the one before has left
// caught by: server/answers-clients-in-the-reverse-order-of-their-connection
import { once } from 'node:events';
import net from 'node:net';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';

async function main(): Promise<void> {
  const { host, port } = flags();
  const server = new net.Server({ allowHalfOpen: true });
  let last = Promise.resolve();
  server.on('connection', (socket) => {
    last = last.then(() => serve(socket));
  });
  server.listen({ host, port, backlog: 5, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    console.error(`Bind failed: ${(error as NodeJS.ErrnoException).code} on ${host} port ${port}`);
    process.exitCode = 1;
    return;
  }
  server.on('error', (error) => console.error(error.message));
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    process.stdout.write(`Starting up echo server on ${host} port ${address.port}\n`);
  }
}

async function serve(socket: net.Socket): Promise<void> {
  const peer = `${socket.remoteAddress}:${socket.remotePort}`;
  let total = 0;
  try {
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      total += chunk.length;
      if (!socket.write(chunk)) await once(socket, 'drain');
    }
    socket.end();
    await finished(socket, { readable: false });
    console.log(`sent ${total} bytes back to ${peer}`);
  } catch (error) {
    console.error(`${peer}: ${(error as NodeJS.ErrnoException).code} after ${total} bytes`);
    socket.destroy();
  }
}

function flags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string', default: '0.0.0.0' }, port: { type: 'string', short: 'p' } },
    });
    const port = Number(values.port);
    if (values.port?.match(/^\d+$/) && port < 65536) return { host: values.host, port };
    throw new Error('PORT is a whole number from 0 to 65535');
  } catch (error) {
    console.error((error as Error).message);
    console.error('Usage: server --port PORT [--host HOST]');
    return process.exit(2);
  }
}

await main();
