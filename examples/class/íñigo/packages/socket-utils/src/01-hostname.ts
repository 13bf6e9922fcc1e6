// Nombre y dirección de la máquina. Íñigo Etxeberria, práctica 4
import dns from 'node:dns';
import os from 'node:os';
import { parseArgs, promisify } from 'node:util';

function opciones() {
  try {
    const { host = os.hostname(), port = '0' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port) };
  } catch {}
  console.error('Usage: 01-hostname [--host NAME] [--port PORT]');
  return process.exit(2);
}

class Maquina {
  private readonly nombre: string;

  constructor(nombre: string) {
    this.nombre = nombre;
  }

  async direccion(): Promise<string> {
    const { address } = await promisify(dns.lookup)(this.nombre, { family: 4 });
    return address;
  }

  async presentar(): Promise<void> {
    console.log(`Preguntando por ${this.nombre}...`);
    console.log(`Host name [${this.nombre}] and ip [${await this.direccion()}]`);
  }
}

new Maquina(opciones().host).presentar().catch((error: NodeJS.ErrnoException) => {
  console.error(`No hay dirección: ${error.code}`);
  process.exitCode = 1;
});
