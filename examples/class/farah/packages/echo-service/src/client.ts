import net from 'node:net';
import fs from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host ?? '127.0.0.1';
const port = Number(values.port);

console.log(`Connecting to ${host} port ${port}`);
const socket = net.connect(port, host);
const message = fs.readFileSync(0).toString().split('\n')[0] ?? '';

let amountReceived = 0;
const amountExpected = Buffer.byteLength(message);
let buffer = Buffer.alloc(0);
socket.on('data', (data) => {
  buffer = Buffer.concat([buffer, data]);
});

console.log(`Sending ${message}`);
socket.write(message);

// like in the Python version: look for the response, 16 bytes at a time
while (amountReceived < amountExpected) {
  const data = buffer.subarray(amountReceived, amountReceived + 16);
  amountReceived += data.length;
  console.log(`Received: ${data}`);
}

console.log('Closing connection to the server');
socket.destroy();
