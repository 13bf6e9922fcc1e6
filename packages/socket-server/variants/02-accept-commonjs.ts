// variant of: 02-accept
// differs: CommonJS, dual stack, connections paused on arrival, addresses as IPv6 writes them
const net: typeof import('node:net') = require('node:net');
const util: typeof import('node:util') = require('node:util');

function usage(): never {
  console.error('Usage: 02-accept [--port PORT] [--host HOST]');
  process.exit(2);
}

function flags() {
  try {
    return util.parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } }).values;
  } catch {
    return usage();
  }
}

const { port = '8888', host = '::' } = flags();
if (/\D/.test(port) || Number(port) >= 2 ** 16) usage();

const server = net.createServer({ pauseOnConnect: true });
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error('Bind failed: %s', error.code);
  process.exit(1);
});
server.on('listening', () => {
  const address = server.address();
  if (address && typeof address === 'object') {
    console.log('Socket now listening on %s:%d', host === '::' ? '[::]' : address.address, address.port);
  }
});
server.on('connection', (socket) => {
  server.close();
  socket.destroy();
  // The addresses are known to the end, once they have been asked for.
  console.log('Connected with %s:%d', ...end);
});
let end: [string | undefined, number | undefined] = [undefined, undefined];
server.prependListener('connection', (socket) => {
  end = [socket.remoteAddress, socket.remotePort];
});
server.listen(Number(port), host, 10);
