/**
 * Says the IPv4 address of each host whose name is given.
 *
 *     tsx src/02-resolve.ts [NAME…]
 */
import dns from 'node:dns/promises';
import { parseArgs } from 'node:util';

const names = readNames();

/** Asks for the address of one host, and prints it. */
async function answer(name: string): Promise<void> {
  try {
    const { address } = await dns.lookup(name, 4)
    console.log(`IP address [${address}] of [${name}]`);
  } catch (error) {
    complain(name, error as NodeJS.ErrnoException);
  }
}

/** The resolver has no address for `name`. */
function complain(name: string, error: NodeJS.ErrnoException): void {
  // TODO 2: print `name` and the code of `error` in one line on stderr, and have the program exit with 1 in the end.
  //   Do not end it here: other names may follow
  todo(2, 'print `name` and the code of `error` in one line on stderr, and have the program exit with 1 in the end');
}

// TODO 3: answer for each of `names`, in their order; an answer is waited for before the next name is asked for
await answer(names[0] ?? '');
if (names.length > 1) todo(3, 'answer for each of `names`, in their order');

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

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/02-resolve.ts${line})`);
  process.exit(1);
}
