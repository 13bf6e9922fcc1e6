// Direcciones de varias máquinas. Íñigo Etxeberria, práctica 4
import dns from 'node:dns';
import { parseArgs } from 'node:util';

function opciones(): string[] {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { host: { type: 'string' }, port: { type: 'string' } },
    });
    const { port = '0' } = values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return positionals.length ? positionals : ['localhost'];
  } catch {}
  console.error('Usage: 02-resolve [NAME...]');
  return process.exit(2);
}

class Agenda {
  private readonly respuestas: (string | Error)[] = [];
  private readonly nombres: string[];
  private faltan: number;

  constructor(nombres: string[]) {
    this.nombres = nombres;
    this.faltan = nombres.length;
  }

  preguntar() {
    this.nombres.forEach((nombre, i) => {
      dns.lookup(nombre, 4, (error, direccion) => {
        this.respuestas[i] = error ?? direccion;
        if (--this.faltan === 0) this.escribir();
      });
    });
  }

  private escribir() {
    for (const [i, nombre] of this.nombres.entries()) {
      const respuesta = this.respuestas[i];
      if (typeof respuesta === 'string') {
        console.log(`IP address [${respuesta}] of [${nombre}]`);
      } else {
        console.error(`A ${nombre} no lo conoce nadie: ${(respuesta as NodeJS.ErrnoException).code}`);
        process.exitCode = 1;
      }
    }
    console.log(`${this.nombres.length} nombres`);
  }
}

new Agenda(opciones()).preguntar();
