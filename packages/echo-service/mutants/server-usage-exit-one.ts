// mutant of: server
// fault: exits with 1 when it is used wrongly
// caught by: server/refuses-an-unknown-flag-with-its-usage
import * as net from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

class Contador extends Transform {
  bytes = 0;

  override _transform(trozo: Buffer, _codificacion: BufferEncoding, listo: TransformCallback): void {
    this.bytes += trozo.byteLength;
    listo(null, trozo);
  }
}

async function atender(cliente: net.Socket): Promise<void> {
  const quien = `${cliente.remoteAddress}:${cliente.remotePort}`;
  console.log(`conexión de ${quien}`);
  const contador = new Contador();
  try {
    await pipeline(cliente, contador, cliente);
    console.log(`sent ${contador.bytes} bytes back to ${quien}`);
  } catch (error) {
    console.error(`el cliente ${quien} ha cortado: ${(error as NodeJS.ErrnoException).code}`);
  } finally {
    cliente.destroySoon();
  }
}

function leerOpciones(): { maquina: string; puerto: number } {
  let valores: { host?: string | undefined; port?: string | undefined } = {};
  try {
    valores = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } }, strict: true }).values;
  } catch {
    // Una opción desconocida: no queda ningún puerto, y se explica el uso.
  }
  const puerto = /^\d+$/.test(valores.port ?? '') ? Number(valores.port) : Number.NaN;
  if (Number.isInteger(puerto) && puerto <= 65535) return { maquina: valores.host ?? '0.0.0.0', puerto };
  console.error('Uso (usage): server --port PUERTO [--host MÁQUINA]');
  process.exit(1);
}

const { maquina, puerto } = leerOpciones();
const servidor = net.createServer({ allowHalfOpen: true, noDelay: true });
servidor.on('connection', atender);
servidor.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}: no se puede escuchar en ${maquina}, puerto ${puerto}`);
  process.exitCode = 1;
});
servidor.on('listening', () => {
  const direccion = servidor.address() as net.AddressInfo;
  console.log('Servidor de eco preparado.');
  console.log(`Starting up echo server on ${maquina} port ${direccion.port}`);
});
servidor.listen({ port: puerto, host: maquina, backlog: 5 });
