// variant of: 03-reply
// differs: `for await` over the bytes of the connection, Buffers, no text at all
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';

async function main(): Promise<void> {
  const server = createServer({ allowHalfOpen: true });
  server.listen(flags());
  try {
    await once(server, 'listening');
  } catch (error) {
    console.error(`Bind failed: ${(error as NodeJS.ErrnoException).code}`);
    process.exitCode = 1;
    return;
  }
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    console.log(`Socket now listening on ${address.address}:${address.port}`);
  }
  const [socket] = (await once(server, 'connection')) as [Socket];
  server.close();
  try {
    socket.end(await firstLine(socket));
    await finished(socket, { readable: false });
  } catch (error) {
    console.error(`Connection lost: ${(error as NodeJS.ErrnoException).code}`);
  } finally {
    socket.destroy();
  }
}

async function firstLine(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const end = chunk.indexOf(0x0a);
    chunks.push(end < 0 ? chunk : chunk.subarray(0, end + 1));
    if (end >= 0) return Buffer.concat(chunks);
  }
  return Buffer.alloc(0);
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
    console.error('Usage: 03-reply [--port PORT] [--host HOST]');
    return process.exit(2);
  }
}

await main();
