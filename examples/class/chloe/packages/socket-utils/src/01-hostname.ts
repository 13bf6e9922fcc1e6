/**
 * Says the name of this machine and its IPv4 address; or those of another host, whose name is given.
 *
 *     tsx src/01-hostname.ts [--host localhost]
 */
import dns from 'node:dns';
import os from 'node:os';
import { parseArgs } from 'node:util';

const { host } = readFlags();
const name = host ?? ownName();

// TODO 1: ask the system's resolver for the IPv4 address of `name`, and have `tell` called with what it finds
todo(1, "ask the system's resolver for the IPv4 address of `name`, and have `tell` called with what it finds");

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
  // TODO 2: say so in one line on stderr, with the code of `error` in it, and have the program exit with 1
  todo(2, 'say so in one line on stderr, with the code of `error` in it, and have the program exit with 1');
}

/** What this machine calls itself. */
function ownName(): string {
  // TODO 3: return the name of this machine, as the system has it
  todo(3, 'return the name of this machine, as the system has it');
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

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/01-hostname.ts${line})`);
  process.exit(1);
}
