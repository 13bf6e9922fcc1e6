// variant of: server
// differs: Node's default half-close (it answers in the same turn); setEncoding; `write` and `end`; log lines in Spanish
import * as net from 'node:net';
import { parseArgs } from 'node:util';

const servidor = net.createServer();

servidor.on('connection', (cliente) => {
  const quien = `${cliente.remoteAddress}:${cliente.remotePort}`;
  console.log(`¡Nuevo cliente! Connection from ${quien}`);
  let texto = '';
  let contestado = false;

  const contestar = (linea: string) => {
    contestado = true;
    cliente.write(linea.toUpperCase());
    cliente.end();
    console.log(`${linea.length} caracteres devueltos a ${quien}`);
  };

  cliente.setEncoding('utf8');
  cliente.on('data', (trozo) => {
    if (contestado) return;
    texto += trozo;
    const [linea, ...resto] = texto.split('\n');
    if (resto.length > 0) contestar(`${linea}\n`);
  });
  cliente.on('end', () => {
    if (!contestado) contestar(texto);
  });
  cliente.on('error', (error: NodeJS.ErrnoException) => console.error(`${quien}: ${error.code}`));
});

servidor.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}: ¿hay otro servidor en este puerto?`);
  process.exit(1);
});

try {
  const { host, port = '12000' } = parseArgs({
    options: { port: { type: 'string' }, host: { type: 'string' } },
  }).values;
  if (!/^(0|[1-9]\d{0,4})$/.test(port) || Number(port) > 65_535) throw new RangeError(`puerto: ${port}`);
  servidor.listen(Number(port), host ?? '', 5, () => {
    const { port: elegido } = servidor.address() as net.AddressInfo;
    console.log(`The server is ready to receive on ${host ?? '*'}:${elegido}`);
  });
} catch (error) {
  console.error(`Uso: server [--port PUERTO] [--host DIRECCIÓN] (${(error as Error).message})`);
  process.exit(2);
}
