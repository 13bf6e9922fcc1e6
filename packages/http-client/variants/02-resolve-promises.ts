// variant of: 02-resolve
// differs: promises, top-level await, family 4, exits in the catch
import { lookup } from 'node:dns/promises';
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

const host = flags();
const socket = new Socket();
console.log('Socket created');
try {
  const { address } = await lookup(host, 4);
  console.log(`The IP address of ${host} is ${address}`);
} catch (error) {
  process.stderr.write(`Hostname could not be resolved: ${(error as NodeJS.ErrnoException).code}\n`);
  process.exit(1);
} finally {
  socket.destroy();
}

function flags(): string {
  try {
    const { values } = parseArgs({
      options: {
        host: { type: 'string', default: 'www.google.com' },
        port: { type: 'string', default: '80' },
        path: { type: 'string', default: '/' },
      },
    });
    if (/^\d{1,5}$/.test(values.port) && +values.port <= 0xffff) return values.host;
  } catch {}
  console.error('Usage: 02-resolve [--host HOST] [--port PORT] [--path PATH]');
  return process.exit(2);
}
