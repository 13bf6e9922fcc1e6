/**
 * The first step of an HTTP client: creates a TCP socket.
 *
 *     tsx src/01-socket.ts [--host www.google.com] [--port 80] [--path /]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

readFlags(); // all five programs take the same flags; this one needs none of them

const socket = new net.Socket();
console.log('Socket created');

socket.destroy(); // it is connected to nobody: there is nothing to end

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
  console.error('Usage: 01-socket [--host HOST] [--port PORT] [--path PATH]   (PORT is a whole number, 0 to 65535)');
  process.exit(2);
}
