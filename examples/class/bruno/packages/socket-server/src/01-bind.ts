/**
 * The first step of a server: creates a TCP socket and binds it to an address and a port.
 *
 *     tsx src/01-bind.ts [--port 8888] [--host 127.0.0.1]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

const server: net.Server = net.createServer()
console.log('Socket created');

server.on('error', explain);

// For TCP, Node has no bind() of its own: listen() asks the system for bind(2) and listen(2), one after the other.
server.listen(port, host, announce)

/** The socket is bound. The system knows where, with the port that it has chosen if we asked for port 0. */
function announce(): void {
  const a = server.address() as net.AddressInfo
  console.log(`Socket bound to ${host}:${a.port}`)

  server.close()
}

/** The system has refused: the port is in use, or the address is none of this machine. */
function explain(error: NodeJS.ErrnoException): void {
  // TODO 5: print "Bind failed: CODE" on stderr, with the code of `error`, and have the program exit with 1
  todo(5, 'print "Bind failed: CODE" on stderr, with the code of `error`, and have the program exit with 1');
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

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/01-bind.ts${line})`);
  process.exit(1);
}
