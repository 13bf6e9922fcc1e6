// mutant of: server
// fault: says that bind has failed, and exits with 0
// caught by: server/says-that-its-port-is-in-use-and-ends
import { type AddressInfo, createServer } from 'node:net';
import { parseArgs } from 'node:util';

function usage(): never {
  process.stderr.write('usage: server --port PORT [--host HOST]\n');
  return process.exit(2);
}

function options() {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return usage();
  }
}

const { host = '0.0.0.0', port = '' } = options();
if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65_535) usage();

createServer({ allowHalfOpen: true }, (socket) => {
  const from = [socket.remoteAddress, socket.remotePort].join(':');
  socket
    .on('error', ({ message }) => console.error(`${from} broke off: ${message}`))
    .on('close', (broken) => {
      if (!broken) console.log(`sent ${socket.bytesWritten} bytes back to ${from}`);
    })
    .pipe(socket);
})
  .on('error', ({ code, message }: NodeJS.ErrnoException) => {
    process.stderr.write(`Bind failed: ${code} ${message}\n`);
  })
  .listen(Number(port), host, 5, function listening(this: { address(): AddressInfo | string | null }) {
    const { address, port } = this.address() as AddressInfo;
    console.log(`Starting up echo server on ${address} port ${port}`);
  });
