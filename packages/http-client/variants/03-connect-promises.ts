// variant of: 03-connect
// differs: promises, events.once, top-level await, one try around all of it
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

const usage = 'Usage: 03-connect [--host HOST] [--port PORT] [--path PATH]';
const { host, port } = read();
const socket = new Socket();
console.log('Socket created');

try {
  const { address } = await lookup(host, { family: 4 }).catch(() => {
    throw new Error('Hostname could not be resolved');
  });
  console.log(`The IP address of ${host} is ${address}`);
  await once(socket.connect(port, address), 'connect');
  console.log(`Socket connected to ${host} on ip ${address}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  socket.destroy();
}

function read(): { host: string; port: number } {
  try {
    const { values } = parseArgs({
      options: {
        host: { type: 'string', default: 'www.google.com' },
        port: { type: 'string', default: '80' },
        path: { type: 'string', default: '/' },
      },
    });
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65535) throw new RangeError();
    return { host: values.host, port };
  } catch {
    console.error(usage);
    return process.exit(2);
  }
}
