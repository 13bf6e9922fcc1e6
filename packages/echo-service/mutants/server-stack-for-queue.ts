// mutant of: server
// fault: takes the last chunk of its queue first
// caught by: server/returns-16-mib-to-a-slow-reader-whole
// varies: when its buffer is full
import { Server, type Socket } from 'node:net';
import { parseArgs } from 'node:util';

const HIGH_WATER_BYTES = 256 * 1024;

interface Client {
  id: string;
  queue: Uint8Array[];
  waiting: number;
  written: number;
  writing: boolean;
  ended: boolean;
}

const clients = new Map<Socket, Client>();

const server = new Server({ allowHalfOpen: true, pauseOnConnect: true });
server.on('connection', (socket: Socket) => {
  const id = `${socket.remoteAddress}:${socket.remotePort}`;
  clients.set(socket, { id, queue: [], waiting: 0, written: 0, writing: false, ended: false });
  console.log(`${clients.size} client(s)`);
  socket.on('data', (bytes: Uint8Array) => take(socket, bytes));
  socket.on('end', () => {
    const client = clients.get(socket);
    if (!client) return;
    client.ended = true;
    pump(socket, client);
  });
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`${id}: ${error.code}`));
  socket.on('close', () => clients.delete(socket));
  socket.resume();
});

function take(socket: Socket, bytes: Uint8Array): void {
  const client = clients.get(socket);
  if (!client) return;
  client.queue.push(bytes);
  client.waiting += bytes.byteLength;
  if (client.waiting > HIGH_WATER_BYTES) socket.pause();
  pump(socket, client);
}

function pump(socket: Socket, client: Client): void {
  if (client.writing) return;
  const bytes = client.queue.pop();
  if (bytes) {
    client.writing = true;
    socket.write(bytes, (error) => {
      if (error) return;
      client.writing = false;
      client.waiting -= bytes.byteLength;
      client.written += bytes.byteLength;
      if (client.waiting <= HIGH_WATER_BYTES) socket.resume();
      pump(socket, client);
    });
  } else if (client.ended) {
    socket.end(() => console.log(`eco terminado: sent ${client.written} bytes back to ${client.id}`));
  }
}

const usage = 'usage: server --port PORT [--host HOST]';
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } }, tokens: false });
  if (!/^\d+$/.test(values.port ?? '') || +(values.port ?? '') > 65535) throw new Error(usage);
  const host = values.host ?? '0.0.0.0';
  server.on('error', (error: NodeJS.ErrnoException) => {
    process.stderr.write(`Bind failed: ${error.code}\n`, () => process.exit(1));
  });
  server.on('listening', () => {
    const address = server.address();
    const bound = typeof address === 'object' ? address?.port : address;
    process.stdout.write(`Starting up echo server on ${host} port ${bound}\n`);
  });
  server.listen(Number(values.port), host, 5);
} catch {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
}
