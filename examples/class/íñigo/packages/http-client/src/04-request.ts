// Paso 4: la petición. Íñigo Etxeberria, práctica 6
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = 'www.google.com', port = '80', path = '/' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port), path };
  } catch {}
  console.error('Usage: 04-request [--host HOST] [--port PORT] [--path PATH]');
  return process.exit(2);
}

class Navegador {
  private readonly enchufe = new Socket();
  private readonly host: string;
  private readonly port: number;

  constructor(host: string, port: number) {
    this.host = host;
    this.port = port;
    console.log('Socket created');
  }

  async conectar(): Promise<void> {
    const { address } = await lookup(this.host, { family: 4 }).catch(() => {
      throw new Error('Hostname could not be resolved');
    });
    console.log(`The IP address of ${this.host} is ${address}`);
    this.enchufe.connect(this.port, address);
    await once(this.enchufe, 'connect');
    console.log(`Socket connected to ${this.host} on ip ${this.enchufe.remoteAddress}`);
  }

  async pedir(path: string): Promise<void> {
    const lineas = [
      `GET ${path} HTTP/1.1`,
      'Accept: */*',
      'User-Agent: enchufe/1.0',
      'connection: close',
      `host: ${this.host}:${this.port}`,
    ];
    const peticion = lineas.map((linea) => linea + '\r\n').join('') + '\r\n';
    await new Promise<void>((resolve) => this.enchufe.write(peticion, () => resolve()));
    console.log('Message sent successfully');
  }

  colgar() {
    this.enchufe.destroy();
  }
}

const { host, port, path } = opciones();
try {
  const navegador = new Navegador(host, port);
  await navegador.conectar();
  await navegador.pedir(path);
  navegador.colgar();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
