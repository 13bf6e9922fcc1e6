// Nombres de los puertos. Íñigo Etxeberria, práctica 4
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

interface Pregunta {
  puerto: number;
  protocolo: string;
}

function opciones(): Pregunta[] {
  try {
    const { port, protocol = 'tcp' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } },
    }).values;
    if (port === undefined) return [{ puerto: 25, protocolo: 'tcp' }, { puerto: 53, protocolo: 'udp' }];
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return [{ puerto: Number(port), protocolo: protocol }];
  } catch {}
  console.error('Usage: 03-service-name [--port PORT] [--protocol tcp|udp]');
  return process.exit(2);
}

class Servicios {
  private readonly texto: string;

  constructor(fichero: string) {
    this.texto = readFileSync(fichero, 'utf8');
  }

  nombre({ puerto, protocolo }: Pregunta): string | undefined {
    return this.texto.match(new RegExp(`^([\\w.+*-]+)[ \\t]+${puerto}/${protocolo}\\b`, 'm'))?.[1];
  }
}

// la copia de la práctica, que es igual en todas las máquinas
const servicios = new Servicios(join(import.meta.dirname, '..', 'services.txt'));

for (const pregunta of opciones()) {
  const nombre = servicios.nombre(pregunta);
  const que = `Protocol ${pregunta.protocolo}, port ${pregunta.puerto}`;
  if (nombre) {
    console.log(`${que} => name [${nombre}]`);
  } else {
    console.log(`${que} => no service (ningún servicio)`);
    process.exitCode = 1;
  }
}
