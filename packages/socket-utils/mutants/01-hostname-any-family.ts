// mutant of: 01-hostname
// fault: takes the first address of any family: of a name that has both it is the IPv6 one
// caught by: 01-hostname/asks-the-resolver-of-the-system-for-a-name-or-an-address
// level: bubblewrap
import dns from 'node:dns';
import os from 'node:os';
import { parseArgs } from 'node:util';

const { host } = readFlags();
const name = host ?? ownName();

dns.lookup(name, tell);

/** The resolver has answered: with an address, or with an error. */
function tell(error: NodeJS.ErrnoException | null, address: string): void {
  if (error) {
    complain(error);
    return;
  }
  console.log(`Host name [${name}] and ip [${address}]`);
}

/** The resolver has no address for `name`. */
function complain(error: NodeJS.ErrnoException): void {
  console.error(`${name} has no address: ${error.code}`);
  process.exitCode = 1;
}

/** What this machine calls itself. */
function ownName(): string {
  return os.hostname();
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string | undefined } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const { host, port = '0' } = values; // every program of the course takes --port; this one has no use for it
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: 01-hostname [--host NAME] [--port PORT]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
