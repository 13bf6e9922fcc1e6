import { Client } from 'ntp-time';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } } });
const client = new Client(values.host || 'pool.ntp.org', parseInt(values.port || '123'), { timeout: 5000 });

client.syncTime().then(packet => {
  console.log(`Time = ${packet.time.toISOString()}`);
  process.exit(0);
}, error => {
  console.error(error);
  process.exit(1);
});
