// Cliente UDP. Íñigo Etxeberria, práctica 1
import dgram from 'node:dgram';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = '127.0.0.1', port = '12000', timeout = '5000' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port), timeout: Number(timeout) };
  } catch {}
  console.error('Usage: client [--port PORT] [--host HOST] [--timeout MS]');
  return process.exit(2);
}

const { host, port, timeout } = opciones();

function leerFrase(): Promise<string> {
  const rl = readline.createInterface({ input: process.stdin });
  process.stdout.write('Input lowercase sentence: ');
  return new Promise((resolve) => {
    rl.once('line', (frase) => {
      resolve(frase);
      rl.close();
    });
    rl.once('close', () => resolve(''));
  });
}

const frase = await leerFrase();

// Conectado: el sistema tira lo que no venga del servidor, y avisa (ECONNREFUSED) si no hay nadie.
const socket = dgram.createSocket('udp4');
let plazo: NodeJS.Timeout | undefined;

function rendirse(motivo: string) {
  console.error(motivo);
  process.exitCode = 1;
  terminar();
}

function terminar() {
  clearTimeout(plazo);
  socket.close();
}

socket.on('error', (error: NodeJS.ErrnoException) => rendirse(`Sin servidor: ${error.code}`));
socket.on('message', (respuesta, servidor) => {
  console.log(`Received message from ${servidor.address} port ${servidor.port}`);
  console.log(`${respuesta}`);
  terminar();
});
socket.connect(port, host, () => {
  console.log(`(envío ${Buffer.byteLength(frase)} bytes a ${host}:${port})`);
  socket.send(frase, () => {
    plazo = setTimeout(() => rendirse(`No reply within ${timeout} ms`), timeout);
  });
});
