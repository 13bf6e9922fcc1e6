import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } } });
const host = values.host || 'www.google.com';
const port = parseInt(values.port || '80');

const path = values.path || '/';

const socket = new net.Socket();
console.log('Socket created');

socket.on('error', error => {
  console.error(error.message);
  process.exit(1);
});

dns.lookup(host, { family: 4 }, (error, address) => {
  if (error) {
    console.error('Hostname could not be resolved');
    process.exit(1);
  }
  console.log(`The IP address of ${host} is ${address}`);
  socket.connect(port, address, () => {
    console.log(`Socket connected to ${host} on ip ${address}`);
    // the lines of this file end in CR LF, as HTTP wants it
    socket.write(`GET ${path} HTTP/1.1
Host: ${host}:${port}
Connection: close

`);
    console.log('Message sent successfully');
    process.exit(0);
  });
});
