// variant of: server
// differs: one listener for 'error', for a failed bind and for a failed reply; answers a turn later; log lines in Spanish
import * as dgram from 'node:dgram';
import { parseArgs } from 'node:util';

const servidor = dgram.createSocket('udp4');
let listo = false;

servidor.on('listening', () => {
  const { address, port } = servidor.address();
  listo = true;
  console.log(`¡Hola! The server is ready to receive on ${address}:${port}`);
});

servidor.on('error', (error: NodeJS.ErrnoException) => {
  if (listo) {
    console.error(`no se pudo contestar: ${error.code}`);
    return;
  }
  console.error(`Bind failed: ${error.code}`);
  process.exit(1);
});

servidor.on('message', (mensaje, cliente) => {
  console.log(`Message received from ${cliente.address} port ${cliente.port}`);
  const respuesta = mensaje.toString().toUpperCase();
  setImmediate(() => servidor.send(respuesta, cliente.port, cliente.address, avisar));
});

function avisar(error: Error | null): void {
  if (error) servidor.emit('error', error);
}

try {
  const { host, port = '12000' } = parseArgs({
    options: { port: { type: 'string' }, host: { type: 'string' } },
  }).values;
  if (!/^(0|[1-9]\d{0,4})$/.test(port) || Number(port) > 65_535) throw new RangeError(`puerto: ${port}`);
  if (host === undefined) servidor.bind(Number(port));
  else servidor.bind(Number(port), host);
} catch (error) {
  console.error(`Uso: server [--port PUERTO] [--host DIRECCIÓN] (${(error as Error).message})`);
  process.exit(2);
}
