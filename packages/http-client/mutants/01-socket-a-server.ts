// mutant of: 01-socket
// fault: creates a server that listens, and so never ends
// caught by: 01-socket/ends-by-itself-with-exit-code-0
import net from 'node:net';
import { parseArgs } from 'node:util';

readFlags(); // all five programs take the same flags; this one needs none of them

const server = net.createServer();
server.listen(0, '127.0.0.1', () => console.log('Socket created'));

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
