// variant of: 01-socket
// differs: CommonJS, and nothing is closed: an unconnected socket keeps no program running
const net: typeof import('node:net') = require('node:net');
const util: typeof import('node:util') = require('node:util');

function usage(): never {
  console.error('Usage: 01-socket [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
}

function flags() {
  try {
    return util.parseArgs({
      options: { port: { type: 'string' }, host: { type: 'string' }, path: { type: 'string' } },
    }).values;
  } catch {
    return usage();
  }
}

const { port = '80' } = flags();
if (/\D/.test(port) || Number(port) >= 2 ** 16) usage();

const socket = new net.Socket();
console.log('%s created', socket.constructor.name);
