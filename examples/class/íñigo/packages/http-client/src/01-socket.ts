// Paso 1: el enchufe. Íñigo Etxeberria, práctica 6
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = 'www.google.com', port = '80', path = '/' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port), path };
  } catch {}
  console.error('Usage: 01-socket [--host HOST] [--port PORT] [--path PATH]');
  return process.exit(2);
}

const { host } = opciones();
const enchufe = new Socket({ allowHalfOpen: true });
console.log(`Socket created`);
console.log(`(para hablar con ${host}, ${enchufe.readyState})`);
enchufe.end();
