// Íñigo Etxeberria, práctica 6.4
import net, { type AddressInfo, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = '0.0.0.0', port = '8888' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port) };
  } catch {}
  console.error('Usage: 04-loop [--port PORT] [--host HOST]');
  return process.exit(2);
}

class Cliente {
  private resto = '';
  private readonly letras = new StringDecoder('utf8');
  private readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    const nombre = `${socket.remoteAddress}:${socket.remotePort}`;
    console.log(`Entra ${nombre}`);
    socket.on('data', (trozo) => this.recibir(this.letras.write(trozo)));
    socket.on('end', () => socket.end());
    socket.on('error', (error) => console.error(`${nombre}: ${error.message}`));
    socket.on('close', () => console.log(`Sale ${nombre}`));
  }

  private recibir(texto: string) {
    const partes = texto.split('\n');
    while (partes.length > 1) {
      this.socket.write(`OK...${this.resto}${partes.shift()}\r\n`);
      this.resto = '';
    }
    this.resto += partes[0];
  }
}

const servidor = net.createServer({ allowHalfOpen: true }, (socket) => new Cliente(socket));
servidor.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exitCode = 1;
});
servidor.listen(opciones(), () => {
  const { address, port } = servidor.address() as AddressInfo;
  console.log(`Socket now listening on ${address}:${port}`);
});
