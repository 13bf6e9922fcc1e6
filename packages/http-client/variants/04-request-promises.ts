// variant of: 04-request
// differs: promises, top-level await, the headers in a Map, the port left out of Host when it is 80
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { parseArgs, promisify } from 'node:util';

const { host, port, path } = read();
const socket = new Socket();
console.log('Socket created');

try {
  const found = await lookup(host, { all: true });
  const address = (found.find(({ family }) => family === 4) ?? found[0])?.address ?? '';
  console.log(`The IP address of ${host} is ${address}`);
  socket.connect({ port, host: address });
  await once(socket, 'connect');
  console.log(`Socket connected to ${host} on ip ${address}`);

  const headers = new Map([
    ['Host', port === 80 ? host : `${host}:${port}`],
    ['Connection', 'close'],
    ['Accept-Language', 'es, en;q=0.5'],
  ]);
  const lines = [`GET ${path} HTTP/1.1`, ...[...headers].map(([name, value]) => `${name}: ${value}`)];
  const write = promisify((data: Buffer, done: (error?: Error | null) => void) => socket.write(data, done));
  await write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'ascii'));
  console.log('Message sent successfully');
} catch (error) {
  const { syscall, code } = error as NodeJS.ErrnoException;
  console.error(syscall === 'getaddrinfo' ? 'Hostname could not be resolved' : `${syscall} failed: ${code}`);
  process.exitCode = 1;
}
socket.destroy();

function read(): { host: string; port: number; path: string } {
  try {
    const { values } = parseArgs({
      options: {
        host: { type: 'string', default: 'www.google.com' },
        port: { type: 'string', default: '80' },
        path: { type: 'string', default: '/' },
      },
    });
    if (/^\d{1,5}$/.test(values.port) && Number(values.port) < 65_536) return { ...values, port: Number(values.port) };
  } catch {
    // wrong flags
  }
  console.error('Usage: 04-request [--host HOST] [--port PORT] [--path PATH]');
  return process.exit(2);
}
