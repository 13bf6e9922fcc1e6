import dns from 'node:dns';
import os from 'node:os';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const name = values.host || os.hostname();

dns.lookup(name, { family: 4 }, (error, address) => {
  if (error) {
    console.error(error.code);
    process.exit(1);
  }
  console.log(`Host name [${name}] and ip [${address}]`);
});

process.exit(0);
