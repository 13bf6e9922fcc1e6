import net from 'node:net';
import fs from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host ?? '127.0.0.1';
const port = Number(values.port ?? 12000);

const socket = net.connect(port, host);

socket.on('connect', () => {
  console.log(`Connected from ${socket.localAddress}:${socket.localPort}`);
  process.stdout.write('Input lowercase sentence: ');
  const sentence = fs.readFileSync(0).toString().split('\n')[0] ?? '';
  socket.write(`${sentence}\n`);
});

// modifiedSentence = clientSocket.recv(1024)
socket.on('data', (modified) => {
  console.log(`From server: ${modified}`);
});

socket.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
