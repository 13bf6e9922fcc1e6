// variant of: 01-bind
// differs: CommonJS, exits in the callback of listen
const net: typeof import('node:net') = require('node:net');
const util: typeof import('node:util') = require('node:util');

function usage(): never {
  console.error('Usage: 01-bind [--port PORT] [--host HOST]');
  process.exit(2);
}

function flags() {
  try {
    return util.parseArgs({ options: { port: { type: 'string', short: 'p' }, host: { type: 'string' } } }).values;
  } catch {
    return usage();
  }
}

const { port = '8888', host = '0.0.0.0' } = flags();
if (/\D/.test(port) || Number(port) >= 2 ** 16) usage();

const server = net.createServer();
console.log('Socket created');
server.once('error', (error: NodeJS.ErrnoException) => {
  console.error('Bind failed: %s', error.code);
  process.exit(1);
});
server.listen(Number(port), host, () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log('Socket bound to %s:%d', address.address, address.port);
  process.exit(0);
});
