/**
 * The third step of an HTTP client: connects to the server, and closes the connection again.
 *
 *     tsx src/03-connect.ts [--host www.google.com] [--port 80] [--path /]
 */
import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

const socket = new net.Socket();
console.log('Socket created');

socket.on('error', (error: NodeJS.ErrnoException) => fail(`Talking to ${host}:${port} failed: ${error.code}`));

dns.lookup(host, { family: 4 }, (error, address) => {
  if (error) {
    fail('Hostname could not be resolved');
    return;
  }
  console.log(`The IP address of ${host} is ${address}`);
  connect(address);
});

/** Asks the server for a connection. */
function connect(address: string): void {
  socket.connect(port, address, connected);
}

/** The connection stands. */
function connected(): void {
  console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
  socket.resetAndDestroy();
}

/** Ends the program with a line on stderr and exit code 1. */
function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1; // process.exit() would lose what stdout has not written yet
  socket.destroy();
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
  console.error('Usage: 03-connect [--host HOST] [--port PORT] [--path PATH]   (PORT is a whole number, 0 to 65535)');
  process.exit(2);
}
