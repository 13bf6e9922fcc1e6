// mutant of: 03-connect
// fault: takes 8080x for a port, as parseInt does
// caught by: 03-connect/refuses-wrong-flags-with-its-usage
// varies: something may listen on port 8080 of the machine
import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

const socket = new net.Socket();
console.log('Socket created');

socket.on('error', (error: NodeJS.ErrnoException) => fail(`Talking to ${host}:${port} failed: ${error.code}`));

dns.lookup(host, { order: 'ipv4first' }, (error, address) => {
  if (error) {
    fail('Hostname could not be resolved');
  } else {
    console.log(`The IP address of ${host} is ${address}`);
    connect(address);
  }
});

/** Asks the server for a connection. */
function connect(address: string): void {
  socket.connect({ host: address, port }, connected);
}

/** The connection stands. */
function connected(): void {
  console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);

  socket.destroy();
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
    if (Number.parseInt(port, 10) >= 0 && Number.parseInt(port, 10) <= 65535) {
      return { host, port: Number.parseInt(port, 10), path };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: 03-connect [--host HOST] [--port PORT] [--path PATH]   (PORT is a whole number, 0 to 65535)');
  process.exit(2);
}
