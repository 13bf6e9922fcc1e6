import dns from 'node:dns/promises';
import { parseArgs } from 'node:util';

const { positionals } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } }, allowPositionals: true });
const names = positionals.length ? positionals : ['localhost'];

for (const name of names) {
  try {
    const { address } = await dns.lookup(name, { family: 4 });
    console.log(`IP address [${address}] of [${name}]`);
  } catch (error) {
    console.error(`${name}: ${error.code}`);
    process.exit(1);
  }
}

process.exit(0);
