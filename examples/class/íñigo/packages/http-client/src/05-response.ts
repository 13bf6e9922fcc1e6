// Paso 5: la respuesta. Íñigo Etxeberria, práctica 6
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
  console.error('Usage: 05-response [--host HOST] [--port PORT] [--path PATH]');
  return process.exit(2);
}

/** Va comiendo bytes y escribe el cuerpo según llega. Estados: cabeza, contado, tamaño, trozo, salto, cola, resto, fin. */
class Lector {
  private guardado = Buffer.alloc(0);
  private estado: 'cabeza' | 'contado' | 'tamaño' | 'trozo' | 'salto' | 'cola' | 'resto' | 'fin' = 'cabeza';
  private quedan = 0;

  get terminado() {
    return this.estado === 'fin';
  }

  comer(bytes: Buffer): void {
    this.guardado = this.guardado.length === 0 ? bytes : Buffer.concat([this.guardado, bytes]);
    while (this.paso()) {}
  }

  /** El servidor ha cerrado: ¿estaba todo? */
  cerrar(): void {
    if (this.estado === 'resto') this.estado = 'fin';
    if (!this.terminado) throw new Error('El servidor ha cerrado y la respuesta no está entera');
  }

  /** Un paso más; false cuando hay que esperar. */
  private paso(): boolean {
    switch (this.estado) {
      case 'cabeza': {
        const fin = this.guardado.indexOf('\r\n\r\n');
        if (fin < 0) return false;
        const cabeza = this.cortar(fin + 4);
        process.stdout.write(cabeza);
        this.decidir(cabeza.toString('latin1'));
        return true;
      }
      case 'tamaño': {
        const linea = this.linea();
        if (linea === undefined) return false;
        this.quedan = Number(`0x${linea.split(';')[0]?.trim()}`);
        this.estado = this.quedan === 0 ? 'cola' : 'trozo';
        return true;
      }
      case 'trozo':
      case 'contado': {
        if (this.quedan === 0) {
          this.estado = this.estado === 'trozo' ? 'salto' : 'fin';
          return true;
        }
        const parte = this.cortar(this.quedan);
        this.quedan -= parte.length;
        process.stdout.write(parte);
        return parte.length > 0;
      }
      case 'salto':
        if (this.linea() === undefined) return false;
        this.estado = 'tamaño';
        return true;
      case 'cola': {
        const linea = this.linea();
        if (linea === '') this.estado = 'fin';
        return linea !== undefined && linea !== '';
      }
      case 'resto':
        process.stdout.write(this.cortar(Infinity));
        return false;
      case 'fin':
        return false;
    }
  }

  private decidir(cabeza: string) {
    const [inicio = '', ...lineas] = cabeza.split('\r\n');
    const cabeceras = new Map(lineas.map((l) => [l.split(':')[0]?.toLowerCase(), l.slice(l.indexOf(':') + 1).trim()]));
    const longitud = cabeceras.get('content-length');
    if (/^\S+ (204|304)/.test(inicio)) this.estado = 'fin';
    else if (cabeceras.get('transfer-encoding')?.toLowerCase().includes('chunked')) this.estado = 'tamaño';
    else if (longitud !== undefined) {
      this.quedan = Number(longitud);
      this.estado = 'contado';
    } else this.estado = 'resto';
  }

  private linea(): string | undefined {
    const fin = this.guardado.indexOf('\r\n');
    return fin < 0 ? undefined : this.cortar(fin + 2).toString('latin1', 0, fin);
  }

  private cortar(cuantos: number): Buffer {
    const parte = this.guardado.subarray(0, cuantos);
    this.guardado = this.guardado.subarray(parte.length);
    return parte;
  }
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

  async leer(): Promise<void> {
    const lector = new Lector();
    for await (const bytes of this.enchufe) {
      lector.comer(bytes);
      if (lector.terminado) return; // al salir del bucle se destruye el enchufe
    }
    lector.cerrar();
  }
}

const { host, port, path } = opciones();
try {
  const navegador = new Navegador(host, port);
  await navegador.conectar();
  await navegador.pedir(path);
  await navegador.leer();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
console.log('Hasta luego');
