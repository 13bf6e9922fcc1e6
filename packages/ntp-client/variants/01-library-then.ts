// variant of: 01-library
// differs: promises and then; the transmit timestamp, with the zone +00:00; lines of its own in Spanish

import { parseArgs } from 'node:util';
import NTP from 'ntp-time';

const options = {
  host: { type: 'string', default: 'pool.ntp.org' },
  port: { type: 'string', default: '123' },
  timeout: { type: 'string', default: '5000' },
} as const;

function uso(): never {
  process.stderr.write('uso: 01-library [--host HOST] [--port PUERTO] [--timeout MS]\n');
  return process.exit(2);
}

function banderas() {
  try {
    return parseArgs({ options }).values;
  } catch {
    return uso();
  }
}

const { host, port, timeout } = banderas();
if (!/^[0-9]{1,5}$/.test(port) || +port > 0xffff) uso();

console.log(`Preguntando a ${host}…`);
new NTP.Client(host, +port, { timeout: +timeout })
  .syncTime()
  .then(({ transmitTimestamp }) => {
    const fecha = new Date((transmitTimestamp - 2208988800) * 1000);
    console.log('Time =', fecha.toISOString().replace('Z', '+00:00'));
  })
  .catch((error: NodeJS.ErrnoException) => {
    process.exitCode = 1;
    process.stderr.write(`sin hora: ${error.code ?? 'ninguna respuesta'}\n`);
  });
