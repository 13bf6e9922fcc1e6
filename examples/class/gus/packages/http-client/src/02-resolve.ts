import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } } });
const host = values.host || 'www.google.com';
const port = parseInt(values.port || '80');

const socket = new net.Socket();
console.log('Socket created');

dns.lookup(host, { family: 4 }, (error, address) => {
  if (error) {
    console.error('Hostname could not be resolved');
    process.exit(1);
  }
  console.log(`The IP address of ${host} is ${address}`);
  process.exit(0);
});
