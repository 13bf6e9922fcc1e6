import net from 'node:net';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host || '127.0.0.1';
const port = parseInt(values.port || '');

const rl = readline.createInterface({ input: process.stdin });

console.log(`Connecting to ${host} port ${port}`);
const socket = net.createConnection(port, host);
rl.on('line', line => {
  console.log(`Sending ${line}`);
  socket.write(line);
});
socket.on('data', data => {
  console.log(`Received: ${data}`);
});
console.log('Closing connection to the server');

process.exit(0);
