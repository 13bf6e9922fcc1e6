import dgram from 'node:dgram';
import fs from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
});
const host = values.host ?? '127.0.0.1';
const port = Number(values.port ?? 12000);
const timeout = Number(values.timeout ?? 5000);

const socket = dgram.createSocket('udp4');
let answered = false;

process.stdout.write('Input lowercase sentence: ');
const sentence = fs.readFileSync(0).toString().split('\n')[0] ?? '';

socket.on('message', (message, server) => {
  if (server.address !== host || server.port !== port) return;
  answered = true;
  console.log(`Received message from ${server.address} port ${server.port}`);
  console.log(message.toString());
  socket.close();
});

socket.send(sentence, port, host);
const start = Date.now();
wait();

// recvfrom() waits in the Python version, here I have to do it myself
function wait() {
  if (answered) return;
  console.log('waiting for the server...');
  if (Date.now() > start + timeout) {
    console.error(`No reply within ${timeout} ms`);
    process.exit(1);
  }
  setImmediate(wait);
}
