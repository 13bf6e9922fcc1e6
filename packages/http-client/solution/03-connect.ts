/**
 * The third step of an HTTP client: connects to the server, and closes the connection again.
 *
 *     tsx src/03-connect.ts [--host www.google.com] [--port 80] [--path /]
 */
import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

// gap 1: create a TCP socket, then print "Socket created"
// starter: const socket: net.Socket = todo(1);
const socket = new net.Socket();
console.log('Socket created');
// end gap

socket.on('error', (error: NodeJS.ErrnoException) => fail(`Talking to ${host}:${port} failed: ${error.code}`));

// gap 2: resolve `host` and say so, as in 02-resolve; then call `connect` with the address, or `fail`
dns.lookup(host, { order: 'ipv4first' }, (error, address) => {
  if (error) {
    fail('Hostname could not be resolved');
  } else {
    console.log(`The IP address of ${host} is ${address}`);
    connect(address);
  }
});
// end gap

/** Asks the server for a connection. */
function connect(address: string): void {
  // gap 3: connect the socket to `address` and `port`, and have `connected` called once the connection stands
  socket.connect({ host: address, port }, connected);
  // end gap
}

/** The connection stands. */
function connected(): void {
  // gap 4: print "Socket connected to HOST on ip IP", with the address of the other end as the socket knows it
  console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
  // end gap

  // gap 5: close the connection, whatever the server does, so that the program ends
  socket.destroy();
  // end gap
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
