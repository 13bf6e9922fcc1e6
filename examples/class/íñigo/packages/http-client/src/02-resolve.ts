// Paso 2: el nombre. Íñigo Etxeberria, práctica 6
import { promises as dns } from 'node:dns';
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = 'www.google.com', port = '80', path = '/' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port), path };
  } catch {}
  console.error('Usage: 02-resolve [--host HOST] [--port PORT] [--path PATH]');
  return process.exit(2);
}

class Navegador {
  protected readonly enchufe = new Socket();
  protected readonly host: string;

  constructor(host: string) {
    this.host = host;
    console.log('Socket created');
  }

  async buscar(): Promise<string> {
    const { address } = await dns.lookup(this.host, { family: 4 });
    console.log(`The IP address of ${this.host} is ${address}`);
    return address;
  }
}

new Navegador(opciones().host).buscar().catch(() => {
  console.error('Hostname could not be resolved');
  process.exitCode = 1;
});
