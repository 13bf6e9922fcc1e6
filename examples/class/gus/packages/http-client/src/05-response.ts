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
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`);
    console.log('Message sent successfully');
  });
});

let answer = Buffer.alloc(0);

socket.on('data', data => {
  answer = Buffer.concat([answer, data]);
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return;
  const head = answer.toString('latin1', 0, end);
  const length = head.match(/\r\nContent-Length: (\d+)/i);
  const have = answer.length - end - 4;
  if (length && have >= parseInt(length[1])) finish(answer.subarray(0, end + 4 + parseInt(length[1])));
  if (/^HTTP\S+ [23]04/.test(head)) finish(answer.subarray(0, end + 4));
});

socket.on('end', () => finish(answer));

function finish(bytes) {
  process.stdout.write(bytes);
  process.exit(0);
}
