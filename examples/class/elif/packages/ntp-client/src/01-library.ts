import { Client } from 'ntp-time';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 01-library [--host HOST] [--port PORT] [--timeout MS]');
  process.exit(2);
};

let host = 'pool.ntp.org';
let port = 123;
let timeout = 5000;
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } } });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
  if (values.timeout) timeout = Number(values.timeout);
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

try {
  const { receiveTimestamp, time } = await new Client(host, port, { timeout }).syncTime();
  console.log(`received by the server ${receiveTimestamp} s after 1900`);
  console.log(`Time = ${time.toISOString()}`);
} catch (problem) {
  console.error((problem as Error).message);
  process.exitCode = 1;
}
