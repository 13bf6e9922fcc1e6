// mutant of: 02-resolve
// fault: answers for no name when one of them is unknown
// caught by: 02-resolve/goes-on-after-a-name-that-is-unknown-and-ends-with-1-all-the-same
// varies: what the resolver says of a name that it does not know hangs on the network
import dns from 'node:dns/promises';
import { parseArgs } from 'node:util';

const names = readNames();

try {
  const found = await Promise.all(names.map((name) => dns.lookup(name, { family: 4 })));
  for (const [index, { address }] of found.entries()) console.log(`IP address [${address}] of [${names[index]}]`);
} catch (error) {
  const { code, hostname } = error as NodeJS.ErrnoException & { hostname: string };
  console.error(`No address for ${hostname}: ${code}`);
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
