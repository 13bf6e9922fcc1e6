/**
 * The second step of an HTTP client: asks the system which address belongs to the name of the server.
 *
 *     tsx src/02-resolve.ts [--host www.google.com] [--port 80] [--path /]
 */
import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host } = readFlags();

const socket = new net.Socket();
console.log('Socket created');

socket.destroy(); // 03-connect is the first one that uses it

dns.lookup(host, { family: 4 }, (error, address) => {
  if (error) giveUp();
  else console.log(`The IP address of ${host} is ${address}`);
});

/** The system knows no address of this name. */
function giveUp(): void {
  console.error('Hostname could not be resolved');
  process.exitCode = 1;
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number; path: string } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    });
    const { host = 'www.google.com', port = '80', path = '/' } = values;
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host, port: Number(port), path };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: 02-resolve [--host HOST] [--port PORT] [--path PATH]   (PORT is a whole number, 0 to 65535)');
  process.exit(2);
}
