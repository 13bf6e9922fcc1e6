// variant of: client
// differs: stdin by raw 'data' events; a time-out by an interval of checks; looks the host up; lines of its own in Spanish
import { createSocket } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { parseArgs } from 'node:util';

const socket = createSocket({ type: 'udp4' });
let texto = '';

function terminar(codigo: number, ...lineas: string[]): void {
  for (const linea of lineas) (codigo === 0 ? console.log : console.error)(linea);
  process.exitCode = codigo;
  socket.removeAllListeners('message').close();
}

function leerLinea(alLeer: (linea: string) => void): void {
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (trozo) => {
    texto += trozo;
    const fin = texto.indexOf('\n');
    if (fin === -1) return;
    process.stdin.removeAllListeners('data').destroy();
    alLeer(texto.slice(0, fin));
  });
}

async function main(host: string, puerto: number, espera: number): Promise<void> {
  const { address } = await dns.lookup(host, { family: 4 });
  process.stdout.write('Input lowercase sentence: ');
  leerLinea((frase) => {
    let desde = Number.POSITIVE_INFINITY;
    const reloj = setInterval(() => {
      if (performance.now() - desde < espera) return;
      clearInterval(reloj);
      terminar(1, `No reply within ${espera} ms`);
    }, 20);
    socket.on('message', (datos, origen) => {
      if (origen.port !== puerto || origen.address !== address) return;
      clearInterval(reloj);
      terminar(0, `Received message from ${address} port ${puerto}`, datos.toString(), 'Adiós');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => terminar(1, `${error.code}`));
    socket.send(frase, puerto, address, () => {
      desde = performance.now();
    });
  });
}

try {
  const { values } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
  });
  const puerto = values.port ?? '12000';
  if (!/^\d+$/.test(puerto) || Number(puerto) > 65535) throw new Error('--port: de 0 a 65535');
  main(values.host ?? '127.0.0.1', Number(puerto), Number(values.timeout ?? '5000')).catch((error) => {
    terminar(1, `${error.code}`);
  });
} catch (error) {
  console.error(`uso: client [--port PUERTO] [--host HOST] [--timeout MS] (${(error as Error).message})`);
  process.exit(2);
}
