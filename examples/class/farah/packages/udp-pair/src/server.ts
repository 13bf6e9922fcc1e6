import dgram from 'node:dgram';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host ?? '0.0.0.0';
const port = Number(values.port ?? 12000);

const socket = dgram.createSocket('udp4');

socket.on('message', (message, client) => {
  console.log(`Message received from ${client.address} port ${client.port}`);
  const modified = message.toString().trim().toUpperCase();
  socket.send(modified, client.port, client.address);
});

socket.on('error', (error) => {
  console.error(`Bind failed: ${error.message}`);
  process.exit(1);
});

socket.bind(port, host, () => {
  console.log(`The server is ready to receive on ${host}:${socket.address().port}`);
});
