// variant of: 03-connect
// differs: CommonJS, callbacks one in the other, process.exit() at the end, words in Spanish beside the lines
const dns: typeof import('node:dns') = require('node:dns');
const net: typeof import('node:net') = require('node:net');
const util: typeof import('node:util') = require('node:util');

let values: { host?: string; port?: string } = {};
try {
  values = util.parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
  }).values;
} catch {
  values.port = '';
}
const { host = 'www.google.com', port = '80' } = values;
if (!/^\d+$/.test(port) || parseInt(port, 10) > 65535) {
  console.error('Uso: 03-connect [--host NOMBRE] [--port PUERTO] [--path RUTA]');
  process.exit(2);
}

const die = (line: string) => {
  console.error(line);
  process.exit(1);
};

const socket = new net.Socket();
console.log('Socket created');
dns.lookup(host, 4, (error, address) => {
  if (error) die('Hostname could not be resolved');
  console.log('The IP address of %s is %s', host, address);
  socket.on('error', (failure: NodeJS.ErrnoException) => die(`Sin conexión: ${failure.code}`));
  socket.connect(Number(port), address, () => {
    console.log('Socket connected to %s on ip %s', host, socket.remoteAddress);
    console.log('Adiós');
    process.exit(0);
  });
});
