/**
 * The first step of a server: creates a TCP socket and binds it to an address and a port.
 *
 *     tsx src/01-bind.ts [--port 8888] [--host 127.0.0.1]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

const server: net.Server = net.createServer();
console.log('Socket created');

server.on('error', explain);

// For TCP, Node has no bind() of its own: listen() asks the system for bind(2) and listen(2), one after the other.
server.on('listening', announce);
server.listen(port, host);

/** The socket is bound. The system knows where, with the port that it has chosen if we asked for port 0. */
function announce(): void {
  const address = server.address();
  if (address && typeof address === 'object') {
    console.log(`Socket bound to ${host}:${address.port}`);
  }

  server.close();
}

/** The system has refused: the port is in use, or the address is none of this machine. */
function explain(error: NodeJS.ErrnoException): void {
  console.error(`Bind failed: ${error.code}`);
  process.exitCode = 1;
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
