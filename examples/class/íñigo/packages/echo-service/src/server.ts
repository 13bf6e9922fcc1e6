// Servidor de eco. Íñigo Etxeberria, práctica 7
import net, { type AddressInfo, type Socket } from 'node:net';
import { parseArgs } from 'node:util';

class Cliente {
  private enviados = 0;
  private readonly nombre: string;
  private readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    this.nombre = `${socket.remoteAddress}:${socket.remotePort}`;
    socket.on('data', (trozo) => this.devolver(trozo));
    socket.on('drain', () => socket.resume());
    socket.on('end', () => this.despedir());
    // sin esto, un cliente que se corta (ECONNRESET) tira el servidor entero
    socket.on('error', (error) => console.error(`${this.nombre}: ${error.message}`));
  }

  private devolver(trozo: Buffer) {
    this.enviados += trozo.length;
    if (!this.socket.write(trozo)) this.socket.pause();
  }

  private despedir() {
    this.socket.end(() => console.log(`sent ${this.enviados} bytes back to ${this.nombre}`));
  }
}

function opciones() {
  try {
    const { host = '0.0.0.0', port = '' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port) };
  } catch {}
  console.error('Usage: server --port PORT [--host HOST]');
  return process.exit(2);
}

const { host, port } = opciones();
const servidor = net.createServer({ allowHalfOpen: true }, (socket) => new Cliente(socket));
servidor.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} ${error.message}`);
  process.exit(1);
});
servidor.listen(port, host, 5, () => {
  const { port } = servidor.address() as AddressInfo;
  console.log(`Starting up echo server on ${host} port ${port}`);
});
