/**
 * Says the IPv4 address of each host whose name is given.
 *
 *     tsx src/02-resolve.ts [NAME…]
 */
import dns from 'node:dns/promises';
import { parseArgs } from 'node:util';

const names = readNames();

// perguntar por todos ao mesmo tempo é mais rápido; Promise.all guarda a ordem
try {
  const found = await Promise.all(names.map((name) => dns.lookup(name, { family: 4 })));
  for (const [i, { address }] of found.entries()) {
    console.log(`IP address [${address}] of [${names[i]}]`);
  }
} catch (error) {
  const { code, hostname } = error as NodeJS.ErrnoException & { hostname?: string };
  console.error(`${hostname}: ${code}`);
  process.exitCode = 1;
}

/** The names on the command line, or `localhost`. When a flag is wrong: the usage on stderr, and exit code 2. */
function readNames(): string[] {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { host: { type: 'string' }, port: { type: 'string' } },
    });
    const { port = '0' } = values; // every program of the course takes both flags; this one has no use for them
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return positionals.length > 0 ? positionals : ['localhost'];
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: 02-resolve [NAME…] [--host HOST] [--port PORT]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
