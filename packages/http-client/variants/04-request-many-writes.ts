// variant of: 04-request
// differs: a write for each line, headers in another order and more of them, ends its side and then destroys
import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port, path } = flags();
const socket = new net.Socket();
console.log('Socket created');
socket.setNoDelay(true);
socket.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.message);
  process.exitCode = 1;
});

dns.lookup(host, 4, (error, address) => {
  if (error) {
    console.error('Hostname could not be resolved');
    process.exitCode = 1;
    return;
  }
  console.log(`The IP address of ${host} is ${address}`);
  socket.connect(port, address);
});

socket.on('connect', () => {
  console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
  socket.write(`GET ${path} `);
  socket.write('HTTP/1.1\r\n');
  socket.write('connection: Close\r\n');
  socket.write('User-Agent: socket-lab\r\nAccept: */*\r\n');
  socket.write(`host:${host}:${port}\r\n`);
  socket.end('\r\n', () => {
    console.log('Message sent successfully');
    socket.destroy();
  });
});

function flags(): { host: string; port: number; path: string } {
  try {
    const type = 'string' as const;
    const { values } = parseArgs({ options: { host: { type }, port: { type }, path: { type } } });
    const { host = 'www.google.com', port = '80', path = '/' } = values;
    if (/^\d+$/.test(port) && Number(port) < 65536) return { host, port: Number(port), path };
  } catch {
    // wrong flags
  }
  console.error('Usage: 04-request [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
}
