// Cliente de eco. Íñigo Etxeberria, práctica 7
import net from 'node:net';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = '127.0.0.1', port = '' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port) };
  } catch {}
  console.error('Usage: client --port PORT [--host HOST]');
  return process.exit(2);
}

const { host, port } = opciones();

function leerLinea(): Promise<string> {
  const rl = readline.createInterface({ input: process.stdin });
  return new Promise((resolve) => {
    rl.once('line', (linea) => {
      resolve(linea);
      rl.close();
    });
    rl.once('close', () => resolve(''));
  });
}

console.log(`Connecting to ${host} port ${port}`);
const socket = net.createConnection({ host, port });

socket.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`No se pudo: ${error.code}`);
  process.exitCode = 1;
  process.stdin.destroy();
});

socket.on('connect', async () => {
  const linea = await leerLinea();
  console.log(`Sending ${linea}`);
  socket.write(linea);

  let recibidos = 0;
  const terminar = () => {
    console.log('Closing connection to the server');
    socket.destroy();
  };
  if (linea.length === 0) return terminar();

  socket.on('data', (trozo) => {
    for (let i = 0; i < trozo.length; i += 16) {
      console.log(`Received: ${trozo.subarray(i, i + 16).toString()}`);
    }
    recibidos += trozo.length;
    if (recibidos >= linea.length) terminar(); // ¿y con acentos? preguntar en clase
  });
  socket.on('end', () => {
    if (recibidos < linea.length) {
      console.error(`El servidor cerró tras ${recibidos} bytes`);
      process.exitCode = 1;
    }
  });
});
