// mutant of: server
// fault: reads the line with readline, which takes the carriage return away
// caught by: server/keeps-the-carriage-return-at-the-end-of-a-line
// looks as if: drops-the-carriage-return
import net from 'node:net';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  console.log(`Connection from ${socket.remoteAddress}:${socket.remotePort}`);
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`A client broke off: ${error.code}`));
  const lines = readline.createInterface({ input: socket });
  lines.on('error', () => {}); // the socket's own listener has said it
  lines.once('line', (line) => socket.end(`${line.toUpperCase()}\n`));
  socket.once('end', () => socket.end());
});
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exitCode = 1;
});
server.listen(port, host, 5, () => {
  console.log(`The server is ready to receive on ${host}:${(server.address() as net.AddressInfo).port}`);
});

function readFlags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const { host = '0.0.0.0', port = '12000' } = values;
    if (/^\d+$/.test(port) && Number(port) <= 65535) return { host, port: Number(port) };
  } catch {
    // The usage says it.
  }
  console.error('Usage: server [--port PORT] [--host HOST]');
  process.exit(2);
}
