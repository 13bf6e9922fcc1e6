// Íñigo Etxeberria, práctica 6.3
import net, { type AddressInfo } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = '0.0.0.0', port = '8888' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port) };
  } catch {}
  console.error('Usage: 03-reply [--port PORT] [--host HOST]');
  return process.exit(2);
}

const servidor = net.createServer();

servidor
  .once('listening', () => {
    const { address, port } = servidor.address() as AddressInfo;
    console.log(`Socket now listening on ${address}:${port}`);
  })
  .once('error', (error: NodeJS.ErrnoException) => {
    console.error(`Bind failed: ${error.code}`);
    process.exitCode = 1;
  })
  .once('connection', (socket) => {
    servidor.close(() => console.log('Ya no escucho'));

    const letras = new StringDecoder('utf8');
    let linea = '';
    let contestado = false;
    socket.on('data', (trozo) => {
      if (contestado) return;
      const texto = letras.write(trozo);
      const fin = texto.indexOf('\n');
      linea += fin < 0 ? texto : texto.slice(0, fin + 1);
      if (fin < 0) return;
      contestado = true;
      socket.end(linea);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      console.error(`El cliente se ha cortado: ${error.code}`);
      process.exitCode = 1;
    });
  })
  .listen(opciones());
