// Cliente TCP. Íñigo Etxeberria, práctica 2
import net from 'node:net';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = '127.0.0.1', port = '12000' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port) };
  } catch {}
  console.error('Usage: client [--port PORT] [--host HOST]');
  return process.exit(2);
}

const { host, port } = opciones();

function leerLinea(): Promise<string> {
  const rl = readline.createInterface({ input: process.stdin });
  process.stdout.write('Input lowercase sentence: ');
  return new Promise((resolve) => {
    rl.once('line', (linea) => {
      resolve(linea);
      rl.close();
    });
    rl.once('close', () => resolve(''));
  });
}

const trozos: Buffer[] = [];
const socket = net.createConnection({ host, port });

socket.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`No se pudo: ${error.code}`);
  process.exitCode = 1;
  process.stdin.destroy();
});

socket.on('connect', async () => {
  console.log(`Connected from ${socket.localAddress}:${socket.localPort}`);
  socket.write(`${await leerLinea()}\n`);
});

socket.on('data', (trozo) => trozos.push(trozo));

socket.on('end', () => {
  if (trozos.length === 0) {
    console.error('El servidor ha cerrado sin contestar');
    process.exitCode = 1;
    return;
  }
  console.log(`From server: ${Buffer.concat(trozos).toString()}`);
});
