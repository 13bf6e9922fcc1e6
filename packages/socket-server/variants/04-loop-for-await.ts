// variant of: 04-loop
// differs: an async generator of lines, `for await`, waits for "drain"
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';

async function* linesOf(socket: Socket): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

async function serve(socket: Socket): Promise<void> {
  try {
    for await (const line of linesOf(socket)) {
      if (!socket.write(`OK...${line}\n`)) await once(socket, 'drain');
    }
    socket.end();
    await finished(socket, { readable: false });
  } catch (error) {
    console.error(`Cliente perdido: ${(error as NodeJS.ErrnoException).code}`);
    socket.destroy();
  }
}

async function main(): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (socket) => void serve(socket));
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
    console.error('Usage: 04-loop [--port PORT] [--host HOST]');
    return process.exit(2);
  }
}

await main();
