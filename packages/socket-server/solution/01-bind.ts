/**
 * The first step of a server: creates a TCP socket and binds it to an address and a port.
 *
 *     tsx src/01-bind.ts [--port 8888] [--host 127.0.0.1]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

// gap 1: create a TCP server; it has no address yet
// starter: const server: net.Server = todo(1);
const server = net.createServer();
// end gap
console.log('Socket created');

server.on('error', explain);

// For TCP, Node has no bind() of its own: listen() asks the system for bind(2) and listen(2), one after the other.
// gap 2: bind the server to `host` and `port`, and have `announce` called once that is done
server.listen({ host, port }, announce);
// end gap

/** The socket is bound. The system knows where, with the port that it has chosen if we asked for port 0. */
function announce(): void {
  // gap 3: print "Socket bound to HOST:PORT", with the address and the port that the server really has
  const bound = server.address() as net.AddressInfo;
  console.log(`Socket bound to ${bound.address}:${bound.port}`);
  // end gap

  // gap 4: close the server, so that the program ends and the port is free again
  server.close();
  // end gap
}

/** The system has refused: the port is in use, or the address is none of this machine. */
function explain(error: NodeJS.ErrnoException): void {
  // gap 5: print "Bind failed: CODE" on stderr, with the code of `error`, and have the program exit with 1
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
  // end gap
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const { host = '0.0.0.0', port = '8888' } = values; // 0.0.0.0: every IPv4 address of this machine
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host, port: Number(port) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: 01-bind [--port PORT] [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
