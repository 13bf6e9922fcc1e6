// variant of: 01-bind
// differs: an AbortController closes the server; Promise.withResolvers; `::` for all interfaces
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';

const DEFAULTS = { host: '::', port: '8888' };

function readFlags() {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } }, tokens: false });
    return { ...DEFAULTS, ...values };
  } catch (error) {
    return { ...DEFAULTS, port: `(${error})` };
  }
}

const { host, port: word } = readFlags();
const port = /^\d+$/.test(word) ? Number(word) : Number.NaN;
if (!(port <= 65535)) {
  console.error('Usage: 01-bind [--port PORT] [--host HOST]');
  process.exit(2);
}

const controller = new AbortController();
const { promise: bound, resolve, reject } = Promise.withResolvers<void>();
const server = createServer();
console.log('Socket created');
server.once('listening', resolve).once('error', reject);
server.listen({ host, port, exclusive: true, signal: controller.signal });

await bound.then(
  () => {
    const at = server.address();
    console.log(`Socket bound to ${typeof at === 'object' ? `${at?.address}:${at?.port}` : at}`);
    controller.abort();
  },
  ({ code, message }: NodeJS.ErrnoException) => {
    console.error(`Bind failed: ${code} ${message}`);
    process.exitCode = 1;
  },
);
