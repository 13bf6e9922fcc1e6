// variant of: 01-bind
// differs: async main, events.once for the outcome, log lines in Spanish
import { once } from 'node:events';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';

async function main(): Promise<void> {
  const where = flags();
  const server = createServer();
  console.log('Socket created');
  console.log(`Intento usar el puerto ${where.port}…`);
  server.listen(where);
  try {
    await once(server, 'listening');
  } catch (error) {
    console.error(`Bind failed: ${(error as NodeJS.ErrnoException).code}`);
    process.exitCode = 1;
    return;
  }
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    console.log(`Socket bound to ${address.address}:${address.port}`);
  }
  server.close();
  await once(server, 'close');
  console.log('Adiós');
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
    console.error('Usage: 01-bind [--port PORT] [--host HOST]');
    return process.exit(2);
  }
}

await main();
