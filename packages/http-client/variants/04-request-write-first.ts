// variant of: 04-request
// differs: CommonJS, writes before it is connected, corked; hears by 'drain' of nothing and by the callback of all
const dns: typeof import('node:dns') = require('node:dns');
const net: typeof import('node:net') = require('node:net');
const util: typeof import('node:util') = require('node:util');

const usage = () => {
  console.error('Usage: 04-request [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
};
const parse = (): { host?: string; port?: string; path?: string } => {
  try {
    return util.parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    }).values;
  } catch {
    return { port: 'none' };
  }
};
const { host = 'www.google.com', port = '80', path = '/' } = parse();
if (!/^\d+$/.test(port) || Number(port) > 65535) usage();

const socket = new net.Socket();
console.log('Socket created');
socket.once('error', (error: NodeJS.ErrnoException) => {
  console.error(`${error.syscall}: ${error.code}`);
  process.exitCode = 1;
});
dns.lookup(host, { family: 4 }, (error, address) => {
  if (error) {
    console.error('Hostname could not be resolved');
    process.exit(1);
  }
  console.log(`The IP address of ${host} is ${address}`);
  socket.connect(Number(port), address);
  socket.once('connect', () => console.log(`Socket connected to ${host} on ip ${address}`));
  socket.cork();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\n`, 'latin1');
  socket.write('Connection: close\r\n\r\n', (failure) => {
    if (failure) return;
    console.log('Message sent successfully');
    process.exit(0);
  });
  socket.uncork();
});
