// Íñigo Etxeberria, práctica 6.5. El cálculo está en obrero.ts
import net, { type AddressInfo, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

function opciones() {
  try {
    const { host = '0.0.0.0', port = '8888' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port) };
  } catch {}
  console.error('Usage: 05-concurrent [--port PORT] [--host HOST]');
  return process.exit(2);
}

/** Unos pocos obreros y una cola para los encargos que no encuentran a nadie libre. */
class Taller {
  private readonly cola: { n: number; entregar: (texto: string) => void }[] = [];
  private ocupados = 0;

  encargar(n: number): Promise<string> {
    return new Promise((entregar) => {
      this.cola.push({ n, entregar });
      this.repartir();
    });
  }

  private repartir() {
    while (this.ocupados < 6) {
      const encargo = this.cola.shift();
      if (!encargo) return;
      this.ocupados++;
      const obrero = new Worker(new URL('./obrero.ts', import.meta.url), { workerData: encargo.n });
      obrero.once('message', (resultado: number) => encargo.entregar(`OK...fib(${encargo.n})=${resultado}`));
      obrero.once('error', (error) => encargo.entregar(`ERR...${error.message}`));
      obrero.once('exit', () => {
        this.ocupados--;
        this.repartir();
      });
    }
  }
}

const taller = new Taller();

class Cliente {
  private resto = '';
  private turno: Promise<unknown> = Promise.resolve(); // las respuestas salen en el orden de las líneas
  private readonly letras = new StringDecoder('utf8');
  private readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (trozo) => this.recibir(this.letras.write(trozo)));
    socket.on('end', () => this.enSuTurno(() => socket.end()));
    socket.on('error', (error) => console.error(`Un cliente se ha cortado: ${error.message}`));
  }

  private recibir(texto: string) {
    const partes = texto.split('\n');
    while (partes.length > 1) {
      const linea = this.resto + partes.shift();
      this.resto = '';
      this.enSuTurno(async () => this.socket.write(`${await this.respuesta(linea.replace(/\r$/, ''))}\r\n`));
    }
    this.resto += partes[0];
  }

  private enSuTurno(accion: () => unknown) {
    this.turno = this.turno.then(accion);
  }

  private async respuesta(linea: string) {
    if (!linea.startsWith('fib ')) return `OK...${linea}`;
    const n = linea.slice('fib '.length);
    if (!/^\d\d?$/.test(n) || Number(n) > 45) return `ERR..."${n}" no es un número de 0 a 45`;
    return taller.encargar(Number(n));
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
