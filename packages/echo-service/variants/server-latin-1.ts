// variant of: server
// differs: bytes as text in Latin-1, which keeps every byte; Node's default half-open (all is written when the client ends)
import * as net from 'node:net';
import { parseArgs } from 'node:util';

const usage = 'Usage: server --port PORT [--host HOST]';

const parsed = (() => {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return {};
  }
})();
const port = parsed.port !== undefined && /^\d+$/.test(parsed.port) ? Number.parseInt(parsed.port, 10) : -1;

if (port < 0 || port > 65535) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const server = net.createServer();
  server.on('connection', (socket) => {
    const name = socket.remoteAddress?.replace('::ffff:', '') ?? 'unknown';
    const { remotePort } = socket;
    let letters = 0;
    console.info('+ %s %d', name, remotePort);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      letters += text.length;
      if (socket.write(text, 'latin1')) return;
      socket.pause();
      socket.once('drain', () => socket.resume());
    });
    socket.on('error', (error) => console.error(error.message));
    socket.on('close', (hadError) => {
      if (hadError) return;
      console.log('sent %d bytes back to %s:%d', letters, name, remotePort);
    });
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    console.error('Bind failed: %s %s', error.code, error.syscall);
    process.exitCode = 1;
  });
  server.listen(port, parsed.host ?? '0.0.0.0', 5, () => {
    const { address, port } = server.address() as net.AddressInfo;
    console.log('Starting up echo server on %s port %d', address, port);
  });
}
