// Paso 3: la conexión. Íñigo Etxeberria, práctica 6
import { isIPv4, Socket } from 'node:net';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = 'www.google.com', port = '80', path = '/' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port), path };
  } catch {}
  console.error('Usage: 03-connect [--host HOST] [--port PORT] [--path PATH]');
  return process.exit(2);
}

class Navegador {
  private readonly enchufe = new Socket();
  private readonly host: string;
  private readonly port: number;

  constructor(host: string, port: number) {
    this.host = host;
    this.port = port;
    this.enchufe.on('error', (error: NodeJS.ErrnoException) => this.fallar(`No se pudo: ${error.code}`));
    this.enchufe.on('lookup', (error, address) => {
      if (!error) console.log(`The IP address of ${host} is ${address}`);
    });
    console.log('Socket created');
    if (isIPv4(host)) console.log(`The IP address of ${host} is ${host}`); // para un número no hay 'lookup'
  }

  /** connect() ya pregunta por el nombre, y avisa con 'lookup'. */
  conectar(): Promise<void> {
    return new Promise((resolve) => {
      this.enchufe.connect({ host: this.host, port: this.port, family: 4 }, () => {
        console.log(`Socket connected to ${this.host} on ip ${this.enchufe.remoteAddress}`);
        resolve();
      });
    });
  }

  colgar() {
    this.enchufe.destroySoon();
  }

  private fallar(motivo: string) {
    console.error(motivo.includes('ENOTFOUND') || motivo.includes('EAI_AGAIN') ? 'Hostname could not be resolved' : motivo);
    process.exitCode = 1;
  }
}

const { host, port } = opciones();
const navegador = new Navegador(host, port);
await navegador.conectar();
navegador.colgar();
