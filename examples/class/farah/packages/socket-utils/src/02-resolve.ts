import dns from 'node:dns';
import { parseArgs } from 'node:util';

const { positionals } = parseArgs({
  options: { host: { type: 'string' }, port: { type: 'string' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : ['localhost'];

for (const name of names) {
  // ip = socket.gethostbyname(name)
  dns.resolve4(name, (error, ips) => {
    if (error) {
      console.error(error.message);
      process.exitCode = 1;
      return;
    }
    console.log('IP address [%s] of [%s]', ips[0], name);
  });
}
