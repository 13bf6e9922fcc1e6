// variant of: server
// differs: CommonJS, callbacks only; answers in a later turn; ends in the callback of the write
const net = require('node:net') as typeof import('node:net');
const util = require('node:util') as typeof import('node:util');

function usage(): never {
  console.error('usage: server [--port PORT] [--host HOST]');
  process.exit(2);
}

function flags() {
  try {
    return util.parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return usage();
  }
}

const options = flags();
const wanted = options.port === undefined ? '12000' : options.port;
if (!/^[0-9]+$/.test(wanted) || Number(wanted) > 65535) usage();

const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
  console.log('Connection from ' + socket.remoteAddress + ':' + socket.remotePort);
  const parts: Buffer[] = [];
  let done = false;

  function answer() {
    done = true;
    const all = Buffer.concat(parts).toString();
    const end = all.indexOf('\n');
    const line = end < 0 ? all : all.substring(0, end + 1);
    setImmediate(() => {
      socket.write(line.toUpperCase(), 'utf8', () => {
        socket.end();
      });
    });
  }

  socket.on('data', (chunk) => {
    if (done) return;
    parts.push(chunk);
    if (chunk.includes('\n')) answer();
  });
  socket.on('end', () => {
    if (!done) answer();
  });
  socket.on('error', (error) => {
    console.error('client: ' + error.message);
  });
  socket.resume();
});

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error('Bind failed: ' + error.code + ' on port ' + wanted);
  process.exitCode = 1;
});

server.listen(Number(wanted), options.host, 5, () => {
  const address = server.address() as import('node:net').AddressInfo;
  console.log('The server is ready to receive on [' + address.address + ']:' + address.port);
});
