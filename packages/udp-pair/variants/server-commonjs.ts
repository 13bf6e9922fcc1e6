// variant of: server
// differs: CommonJS, callbacks only; the message goes through a queue and one sender
const dgram = require('node:dgram') as typeof import('node:dgram');
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

const queue: { text: string; port: number; address: string }[] = [];
let sending = false;

function next() {
  const reply = queue.shift();
  if (reply === undefined) {
    sending = false;
    return;
  }
  sending = true;
  server.send(reply.text, reply.port, reply.address, function (error) {
    if (error) console.error('could not reply: ' + (error as NodeJS.ErrnoException).code);
    next();
  });
}

const server = dgram.createSocket('udp4', function (message, remote) {
  console.log('Message received from ' + remote.address + ' port ' + remote.port);
  queue.push({ text: message.toString().toUpperCase(), port: remote.port, address: remote.address });
  if (!sending) next();
});

server.on('error', function (error: NodeJS.ErrnoException) {
  console.error('Bind failed: ' + error.code);
  server.close();
  process.exitCode = 1;
});

server.bind(Number(wanted), options.host, function () {
  const address = server.address();
  console.log('The server is ready to receive on ' + address.address + ':' + address.port);
});
