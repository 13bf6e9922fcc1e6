// Servidor UDP de mayúsculas. Íñigo Etxeberria, práctica 1
import dgram, { type RemoteInfo, type Socket } from 'node:dgram';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = '0.0.0.0', port = '12000' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port) };
  } catch {}
  console.error('Usage: server [--port PORT] [--host HOST]');
  return process.exit(2);
}

class Servidor {
  private readonly socket: Socket = dgram.createSocket('udp4');
  private atendidos = 0;

  constructor() {
    this.socket.on('message', (mensaje, cliente) => this.atender(mensaje, cliente));
    this.socket.once('error', (error: NodeJS.ErrnoException) => {
      console.error(`Bind failed: ${error.code} ${error.message}`);
      process.exitCode = 1;
    });
  }

  escuchar(host: string, port: number) {
    this.socket.bind(port, host, () => {
      const { address, port } = this.socket.address();
      console.log(`The server is ready to receive on ${address}:${port}`);
    });
  }

  private atender(mensaje: Buffer, cliente: RemoteInfo) {
    console.log(`Message received from ${cliente.address} port ${cliente.port}`);
    console.log(`  petición n.º ${++this.atendidos}, ${mensaje.length} bytes`);
    const respuesta = Buffer.from(mensaje.toString().toLocaleUpperCase('es'));
    this.socket.send(respuesta, cliente.port, cliente.address, (error) => {
      // p. ej. EMSGSIZE: en mayúsculas ocupa más y ya no cabe en un datagrama
      if (error) console.error(`No se pudo responder a ${cliente.address}: ${error.message}`);
    });
  }
}

const { host, port } = opciones();
new Servidor().escuchar(host, port);
