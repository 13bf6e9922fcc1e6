import dgram from 'node:dgram';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } } });
const host = values.host || '127.0.0.1';
const port = parseInt(values.port || '12000');

const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
const socket = dgram.createSocket('udp4');

socket.on('message', (message, server) => {
  console.log(`Received message from ${server.address} port ${server.port}`);
  console.log(message.toString());
});

rl.question('Input lowercase sentence: ', sentence => {
  rl.close();
  socket.send(sentence, port, host);
  socket.close();
});
