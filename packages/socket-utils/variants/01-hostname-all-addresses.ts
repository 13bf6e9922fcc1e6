// variant of: 01-hostname
// differs: asks for all addresses of both families, and takes the last of IPv4
import dns from 'node:dns';
import os from 'node:os';
import { parseArgs } from 'node:util';

let options: { host?: string; port?: string } = {};
try {
  options = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } }, strict: true }).values;
  if (options.port !== undefined && !(/^\d+$/.test(options.port) && +options.port <= 0xffff)) throw new Error('port');
} catch {
  console.error('Usage: 01-hostname [--host NAME] [--port PORT]');
  process.exit(2);
}

const name = options.host ?? os.hostname();
dns.lookup(name, { all: true, order: 'verbatim' }, (error, addresses) => {
  const code = error?.code ?? 'ENOTFOUND'; // it has addresses, but none of IPv4
  const mine = addresses?.filter(({ family }) => family === 4).at(-1);
  if (mine) {
    process.stdout.write('Host name [');
    process.stdout.write(name);
    process.stdout.write(`] and ip [${mine.address}]\n`);
  } else {
    console.error(`${code}: there is no host of the name ${name}`);
    process.exitCode = 1;
  }
});
