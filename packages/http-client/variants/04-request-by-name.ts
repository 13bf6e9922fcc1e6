// variant of: 04-request
// differs: the socket itself asks for the name; its address is told once it is connected, and not when nobody listens
import net from 'node:net';
import { parseArgs } from 'node:util';

function wrong(): never {
  console.error('usage: 04-request --host HOST --port PORT --path PATH');
  process.exit(2);
}

const flag = { type: 'string' } as const;
let given: { host?: string; port?: string; path?: string } = {};
try {
  given = parseArgs({ options: { host: flag, port: flag, path: flag } }).values;
} catch {
  wrong();
}
const { host = 'www.google.com', port = '80', path = '/' } = given;
if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) wrong();

const socket = net.connect({ host, port: Number(port), family: 4, autoSelectFamily: false });
console.log('Socket created');
socket.once('connect', () => {
  const ip = socket.remoteAddress;
  console.log(`The IP address of ${host} is ${ip}\nSocket connected to ${host} on ip ${ip}`);
  const head = [`GET ${path} HTTP/1.1`, `Host: ${host}:${port}`, 'Connection: close', '', ''].join('\r\n');
  socket.write(head, 'latin1', () => {
    console.log('Message sent successfully');
    socket.destroy();
  });
});
socket.once('error', (error: NodeJS.ErrnoException) => {
  const isName = error.syscall === 'getaddrinfo';
  console.error(isName ? `Hostname could not be resolved (${error.code})` : `${host}: ${error.code}`);
  process.exitCode = 1;
});
