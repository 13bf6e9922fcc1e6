// La hora, con la biblioteca. Íñigo Etxeberria, práctica 5
import ntp from 'ntp-time';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = 'pool.ntp.org', port = '123', timeout = '5000' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port), timeout: Number(timeout) };
  } catch {}
  console.error('Usage: 01-library [--host HOST] [--port PORT] [--timeout MS]');
  return process.exit(2);
}

const { host, port, timeout } = opciones();

const reloj = new ntp.Client(host, port, { timeout });
console.log(`Preguntando a ${host}...`);
reloj.syncTime().then(
  ({ transmitTimestamp, t }) => {
    const hora = new Date(transmitTimestamp * 1000 + Date.UTC(1900, 0, 1));
    console.log(`Time = ${hora.toISOString().replace('Z', '+00:00')}`);
    console.log(`(tu reloj va ${t > 0 ? 'atrasado' : 'adelantado'})`);
  },
  (error: Error) => {
    console.error(`Nada: ${error.message}`);
    process.exitCode = 1;
  },
);
