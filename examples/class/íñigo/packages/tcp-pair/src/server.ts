// Servidor TCP de mayúsculas. Íñigo Etxeberria, práctica 2
import net, { type AddressInfo, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { parseArgs } from 'node:util';

class Cliente {
  private linea = '';
  private contestado = false;
  private readonly letras = new StringDecoder('utf8'); // guarda la media ñ hasta que llega la otra media
  private readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    console.log(`Connection from ${socket.remoteAddress}:${socket.remotePort}`);
    socket.on('data', (trozo) => this.leer(trozo));
    socket.on('end', () => this.responder(this.linea + this.letras.end()));
    socket.on('error', (error) => console.error(`Un cliente se ha cortado: ${error.message}`));
  }

  private leer(trozo: Buffer) {
    const texto = this.letras.write(trozo);
    const fin = texto.indexOf('\n');
    if (fin < 0) this.linea += texto;
    else this.responder(this.linea + texto.slice(0, fin + 1));
  }

  private responder(linea: string) {
    if (this.contestado) return; // lo que venga después de la primera línea no se contesta
    this.contestado = true;
    console.log(`  ${linea.length} letras`);
    this.socket.end(linea.toUpperCase());
  }
}

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

const { host, port } = opciones();
const servidor = net.createServer({ allowHalfOpen: true }, (socket) => new Cliente(socket));
servidor.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} ${error.message}`);
  process.exit(1);
});
servidor.listen(port, host, 5, () => {
  const { address, port } = servidor.address() as AddressInfo;
  console.log(`The server is ready to receive on ${address}:${port}`);
});
