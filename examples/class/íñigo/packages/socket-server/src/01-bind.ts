// Íñigo Etxeberria, práctica 6.1
import net, { type AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = '0.0.0.0', port = '8888' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port) };
  } catch {}
  console.error('Usage: 01-bind [--port PORT] [--host HOST]');
  return process.exit(2);
}

const opcionesDeRed = opciones();
const servidor = net.createServer();
console.log('Socket created');

servidor
  .once('listening', () => {
    const { address, port } = servidor.address() as AddressInfo;
    console.log(`Socket bound to ${address}:${port}`);
    servidor.close(() => console.log('Puerto libre otra vez'));
  })
  .once('error', (error: NodeJS.ErrnoException) => {
    console.error(`Bind failed: ${error.code}`);
    process.exitCode = 1;
  })
  .listen(opcionesDeRed);
