import { lookup } from 'node:dns/promises';
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 02-resolve [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
};

let host = 'www.google.com';
let port = 80;
let path = '/';
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } } });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
  if (values.path) path = values.path;
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

new Socket();
console.log('Socket created');
try {
  const { address } = await lookup(host, { family: 4 });
  console.log(`The IP address of ${host} is ${address}`);
} catch {
  console.error('Hostname could not be resolved');
  process.exitCode = 1;
}
