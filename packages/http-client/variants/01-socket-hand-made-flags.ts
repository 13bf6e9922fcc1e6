// variant of: 01-socket
// differs: reads its flags without parseArgs, logs in Spanish, a socket made by createConnection's class, unreferenced
import net, { type SocketConstructorOpts } from 'node:net';

const known = new Set(['--host', '--port', '--path']);
const options: SocketConstructorOpts = { readable: true, writable: true };

for (let rest = process.argv.slice(2); rest.length > 0; ) {
  const [first = '', second] = rest;
  const [name = '', value = second] = first.split(/=(.*)/s, 2);
  rest = rest.slice(first.includes('=') ? 1 : 2);
  const isPort = name !== '--port' || (/^\d+$/.test(value ?? '') && Number(value) < 65536);
  if (known.has(name) && value !== undefined && isPort) continue;
  console.error(`Uso: 01-socket [--host NOMBRE] [--port PUERTO] [--path RUTA]; no entiendo "${first}"`);
  process.exit(2);
}

console.log('Creando el socket…');
const socket = new net.Socket(options).unref();
if (socket.pending) console.log('Socket created');
console.log('Listo.');
