// mutant of: 02-resolve
// fault: takes the first address of any family: of a name that has both it is the IPv6 one
// caught by: 02-resolve/asks-the-resolver-of-the-system-for-a-name-or-an-address
// level: bubblewrap
import dns from 'node:dns/promises';
import { parseArgs } from 'node:util';

const names = readNames();

/** Asks for the address of one host, and prints it. */
async function answer(name: string): Promise<void> {
  try {
    const { address } = await dns.lookup(name);
    console.log(`IP address [${address}] of [${name}]`);
  } catch (error) {
    complain(name, error as NodeJS.ErrnoException);
  }
}

/** The resolver has no address for `name`. */
function complain(name: string, error: NodeJS.ErrnoException): void {
  console.error(`No address for ${name}: ${error.code}`);
  process.exitCode = 1;
}

for (const name of names) {
  await answer(name);
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
