// variant of: 02-raw
// differs: CommonJS and callbacks; what is no answer is passed over until the time is up, and then named; lines in Spanish
const dgram = require('node:dgram') as typeof import('node:dgram');
const dns = require('node:dns') as typeof import('node:dns');
const { parseArgs } = require('node:util') as typeof import('node:util');

const DESDE_1900 = 2208988800;

function terminar(codigo: number, texto: string): never {
  console.error(texto);
  process.exit(codigo);
}

function leer() {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
    });
    const puerto = values.port ?? '123';
    if (/^\d+$/.test(puerto) && Number(puerto) <= 65535) {
      return { host: values.host ?? 'pool.ntp.org', puerto: Number(puerto), espera: Number(values.timeout ?? 5000) };
    }
  } catch {
    // El uso lo explica.
  }
  return terminar(2, 'uso: 02-raw [--host HOST] [--port PUERTO] [--timeout MS]');
}

const { host, puerto, espera } = leer();
const quejas = ['ninguna respuesta'];

dns.lookup(host, { family: 4 }, (fallo, direccion) => {
  if (fallo) terminar(1, `no hay dirección: ${fallo.code}`);
  const socket = dgram.createSocket('udp4');
  const pregunta = Buffer.alloc(48);
  let t1 = 0;
  const reloj = setTimeout(() => terminar(1, quejas.join(', ')), espera);
  socket.on('message', (paquete, origen) => {
    const t4 = Date.now() / 1000;
    const queja = defecto(paquete, origen.address === direccion && origen.port === puerto, pregunta);
    if (queja !== undefined) {
      quejas.push(queja);
      return;
    }
    clearTimeout(reloj);
    const [t2, t3] = [32, 40].map((desde) => enteros(paquete, desde) + fraccion(paquete, desde)) as [number, number];
    console.log(`Response received from ${origen.address}:${origen.port}`);
    const segundo = new Date(enteros(paquete, 40) * 1000).toISOString().slice(0, 19);
    const micros = String(Math.floor(fraccion(paquete, 40) * 1e6)).padStart(6, '0');
    console.log(`Time = ${segundo}.${micros}Z`);
    console.log(`Offset = ${((t2 - t1 + (t3 - t4)) / 2).toExponential()}`);
    console.log(`Delay = ${Math.max(0, t4 - t1 - (t3 - t2))}`);
    socket.close();
  });
  t1 = Date.now() / 1000;
  pregunta[0] = 0x23;
  pregunta.writeUInt32BE((Math.floor(t1) + DESDE_1900) >>> 0, 40);
  pregunta.writeUInt32BE(Math.floor((t1 - Math.floor(t1)) * 4294967296), 44);
  socket.send(pregunta, 0, 48, puerto, direccion);
});

function defecto(paquete: Buffer, esDelServidor: boolean, pregunta: Buffer): string | undefined {
  if (!esDelServidor) return 'un desconocido';
  if (paquete.length < 48) return 'un paquete corto';
  if (paquete.compare(pregunta, 40, 48, 24, 32) !== 0) return 'una respuesta ajena';
  if (((paquete[0] ?? 0) & 7) !== 4) return 'otro modo';
  if (paquete[1] === 0) return `Kiss-o'-Death ${paquete.toString('ascii', 12, 16)}`;
  return undefined;
}

/** Segundos enteros desde 1970. */
function enteros(paquete: Buffer, desde: number): number {
  const leidos = paquete.readUInt32BE(desde);
  return (leidos & 0x80000000 ? leidos : leidos + 4294967296) - DESDE_1900;
}

function fraccion(paquete: Buffer, desde: number): number {
  return paquete.readUInt32BE(desde + 4) / 4294967296;
}
