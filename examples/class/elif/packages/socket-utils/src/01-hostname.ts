import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 01-hostname [--host NAME] [--port PORT]');
  process.exit(2);
};

let host = hostname();
let port = 0;
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

try {
  const { address } = await lookup(host, { family: 4 });
  console.log(`Host name [${host}] and ip [${address}]`);
} catch (problem) {
  console.error((problem as NodeJS.ErrnoException).code);
  process.exitCode = 1;
}
