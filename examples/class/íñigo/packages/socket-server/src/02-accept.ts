// Íñigo Etxeberria, práctica 6.2
import net, { type AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = '0.0.0.0', port = '8888' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port) };
  } catch {}
  console.error('Usage: 02-accept [--port PORT] [--host HOST]');
  return process.exit(2);
}

const servidor = net.createServer();

servidor
  .once('listening', () => {
    const { address, port } = servidor.address() as AddressInfo;
    console.log(`Socket now listening on ${address}:${port}`);
  })
  .once('error', (error: NodeJS.ErrnoException) => {
    console.error(`Bind failed: ${error.code}`);
    process.exitCode = 1;
  })
  .once('connection', (socket) => {
    console.log(`Connected with ${socket.remoteAddress}:${socket.remotePort}`);
    socket.destroy();
    servidor.close(() => console.log('Todo cerrado'));
  })
  .listen({ ...opciones(), backlog: 10 });
