// variant of: 01-hostname
// differs: util.promisify, then and catch; IPv4 in its IPv6 form; reads the command line by itself
import * as dns from 'node:dns';
import * as os from 'node:os';
import * as util from 'node:util';

const USAGE = 'Usage: 01-hostname [--host NAME] [--port PORT]';
const lookup = util.promisify(dns.lookup);
const words = process.argv.slice(2).flatMap((word) => (/^--\w+=/.test(word) ? word.split(/=(.*)/s, 2) : [word]));
const flags = new Map<string, string>();
for (let index = 0; index < words.length; index += 2) flags.set(words[index] ?? '', words[index + 1] ?? '');
const port = flags.get('--port') ?? '0';
if (
  [...flags.keys()].some((flag) => !['--host', '--port'].includes(flag)) ||
  !/^\d{1,5}$/.test(port) ||
  +port > 65535
) {
  console.error(USAGE);
  process.exit(2);
}

const name = flags.get('--host') ?? os.hostname();
lookup(name, { family: 4 })
  .then(({ address }) => console.info('Host name [%s] and ip [::ffff:%s]', name, address))
  .catch(({ code, hostname }: NodeJS.ErrnoException & { hostname?: string }) => {
    console.warn('%s (%s)', code, hostname);
    process.exitCode = 1;
  });
