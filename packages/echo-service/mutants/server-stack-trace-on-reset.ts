// mutant of: server
// fault: prints a stack trace when a client breaks off
// caught by: server/goes-on-after-a-client-has-reset-its-connection
// varies: which system call meets the reset
const net: typeof import('node:net') = require('node:net');
const util: typeof import('node:util') = require('node:util');

type Socket = import('node:net').Socket;
type AddressInfo = import('node:net').AddressInfo;

function onConnection(socket: Socket) {
  const remote = socket.remoteAddress + ':' + socket.remotePort;
  let count = 0;
  let broken = false;

  socket.on('data', function onData(chunk) {
    socket.pause();
    socket.write(chunk, function onWritten(error) {
      if (error) return;
      count += chunk.length;
      socket.resume();
    });
  });
  socket.on('end', function onEnd() {
    socket.end();
  });
  socket.on('error', function onError(error) {
    broken = true;
    console.error(remote, error.stack);
  });
  socket.on('close', function onClose() {
    if (!broken) console.log('sent %d bytes back to %s', count, remote);
  });
}

function main() {
  let values: { host?: string; port?: string };
  try {
    values = util.parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch (_error) {
    values = {};
  }
  const port = parseInt(values.port || '', 10);
  if (String(port) !== values.port || port < 0 || port > 65535) {
    console.error('usage: server --port PORT [--host HOST]');
    process.exit(2);
  }

  const server = net.createServer({ allowHalfOpen: true });
  server.on('connection', onConnection);
  server.on('error', function onServerError(error: NodeJS.ErrnoException) {
    console.error('Bind failed: ' + error.code + ', ' + error.message);
    server.close();
    process.exitCode = 1;
  });
  server.listen(port, values.host, 5, function onListening() {
    const address = server.address() as AddressInfo;
    const host = address.family === 'IPv6' ? '[' + address.address + ']' : address.address;
    console.log('Starting up echo server on %s port %d', host, address.port);
  });
}

main();
