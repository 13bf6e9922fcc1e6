// variant of: 02-resolve
// differs: a class that emits events, log lines in Spanish before and behind
import { lookup } from 'node:dns';
import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

class Resolver extends EventEmitter<{ found: [address: string]; unknown: [] }> {
  constructor(private_: { host: string }) {
    super();
    lookup(private_.host, { family: 'IPv4', hints: 0 }, (error, address) => {
      if (error) this.emit('unknown');
      else this.emit('found', address);
    });
  }
}

const host = parse();
console.log('Hola. Empezamos.');
const socket = new Socket();
console.log('Socket created');

new Resolver({ host })
  .once('found', (address) => {
    process.stdout.write(`Buscando ${host}… The IP address of ${host} is ${address}\n¡Hecho!\n`);
    socket.destroy();
  })
  .once('unknown', () => {
    process.stdout.write(`No conozco ${host}\n`);
    process.stderr.write('Hostname could not be resolved\n', () => process.exit(1));
  });

function parse(): string {
  let fault = 'el puerto va de 0 a 65535';
  try {
    const { values } = parseArgs({
      options: { path: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' } },
    });
    const port = Number(values.port ?? '80');
    if (Number.isInteger(port) && port >= 0 && port < 65536) return values.host ?? 'www.google.com';
  } catch (error) {
    fault = (error as Error).message.split('\n')[0] ?? fault;
  }
  console.error(`Uso: 02-resolve [--host NOMBRE] [--port PUERTO] [--path RUTA] (${fault})`);
  process.exit(2);
}
