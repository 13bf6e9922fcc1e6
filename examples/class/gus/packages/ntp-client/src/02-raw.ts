import dgram from 'node:dgram';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } } });
const host = values.host || 'pool.ntp.org';
const port = parseInt(values.port || '123');

const socket = dgram.createSocket('udp4');
const request = Buffer.alloc(48);
request[0] = 0x23;
request.writeUInt32BE(Math.floor(Date.now() / 1000) + 2208988800, 40);

socket.on('message', (answer, server) => {
  console.log(`Response received from ${server.address}:${server.port}`);
  const seconds = answer.readUInt32BE(40) - 2208988800;
  console.log(`Time = ${new Date(seconds * 1000).toISOString()}`);
});

socket.send(request, port, host);
socket.close();
