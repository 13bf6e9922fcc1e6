// variant of: 01-hostname
// differs: dns/promises with top-level await; lines of its own around the one that is asked for
import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';

const nombre = leerNombre();
console.log(`Preguntando por ${nombre} …`);
try {
  const { address } = await lookup(nombre, 4);
  console.log(`Host name [${nombre}] and ip [${address}]`);
  console.log('Listo.');
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${(error as Error).message}\n`);
}

function leerNombre(): string {
  try {
    const { host = hostname(), port = '0' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65535) throw new RangeError('puerto');
    return host;
  } catch {
    console.error('Uso: 01-hostname [--host NOMBRE] [--port PUERTO]');
    process.exit(2);
  }
}
