/**
 * Listens, takes one connection, says who it is, and closes everything.
 *
 *     tsx src/02-accept.ts [--port 8888] [--host 127.0.0.1]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

const BACKLOG = 10; // connections that may wait to be accepted, listen(2)

const { host, port } = readFlags();

const server: net.Server = net.createServer(welcome)

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "Socket now listening on HOST:PORT", with the real port (--port 0: the system chooses).
server.listen(port, host, BACKLOG)
server.on('listening', () => {
  const a = server.address() as net.AddressInfo
  console.log(`Socket now listening on ${host}:${a.port}`)
})

/** Somebody has connected: Node has accepted the connection (accept(2)), and `socket` is our end of it. */
function welcome(socket: net.Socket): void {
  // TODO 3: print "Connected with IP:PORT", the address and the port of the client
  todo(3, 'print "Connected with IP:PORT", the address and the port of the client');

  // TODO 4: close the connection at once, without waiting for the client to close its side; and close the server
  todo(4, 'close the connection at once, without waiting for the client to close its side');
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
  console.error('Usage: 02-accept [--port PORT] [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/02-accept.ts${line})`);
  process.exit(1);
}
