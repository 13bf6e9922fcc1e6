// variant of: 04-loop
// differs: CommonJS, one map of clients, each line written in three parts, dual stack
const net: typeof import('node:net') = require('node:net');
const util: typeof import('node:util') = require('node:util');

function usage(): never {
  console.error('Usage: 04-loop [--port PORT] [--host HOST]');
  process.exit(2);
}

function flags() {
  try {
    return util.parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } }).values;
  } catch {
    return usage();
  }
}

const { port = '8888', host = '' } = flags();
if (/\D/.test(port) || Number(port) >= 2 ** 16) usage();

const rests = new Map<import('node:net').Socket, string>();
const server = net.createServer();
server.on('connection', (socket) => {
  console.log('Bienvenido, %s:%d', socket.remoteAddress, socket.remotePort);
  rests.set(socket, '');
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    let all = rests.get(socket) + text;
    while (all.includes('\n')) {
      const end = all.indexOf('\n');
      socket.write('OK...');
      socket.write(all.slice(0, end));
      socket.write('\n');
      all = all.slice(end + 1);
    }
    rests.set(socket, all);
  });
  socket.on('error', (error: NodeJS.ErrnoException) => console.log('Perdido: %s', error.code));
  socket.on('close', () => rests.delete(socket));
});
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error('Bind failed: %s', error.code);
  process.exit(1);
});
server.on('listening', () => {
  const address = server.address();
  if (address && typeof address === 'object') {
    console.log('Socket now listening on %s:%d', address.address, address.port);
  }
});
server.listen(Number(port), host);
