/**
 * The UDP server of the pair: answers each datagram with the same text in capital letters.
 *
 *     tsx src/server.ts [--port 12000] [--host 127.0.0.1]
 */
import dgram from 'node:dgram';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

// TODO 1: create a datagram socket for IPv4 (its type is 'udp4')
const socket: dgram.Socket = todo(1, "create a datagram socket for IPv4 (its type is 'udp4')");

socket.on('message', serve);
socket.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "The server is ready to receive on HOST:PORT", with the real port (--port 0: the system chooses).
// TODO 2: bind the socket to `host` and `port`; print the ready line once it is bound
todo(2, 'bind the socket to `host` and `port`');

/** Takes one datagram: the whole of it, as it was sent. `client` says where it came from. */
function serve(message: Buffer, client: dgram.RemoteInfo): void {
  // TODO 3: print "Message received from IP port PORT", with the address and the port of the client
  todo(3, 'print "Message received from IP port PORT", with the address and the port of the client');
  const reply = message.toString('utf8').toUpperCase();
  // TODO 4: send the reply to the client, through the same socket, and have `sent` called back
  todo(4, 'send the reply to the client, through the same socket, and have `sent` called back');
}

/** The reply has been sent, or could not be: one that is too large (EMSGSIZE) is no reason to stop serving. */
function sent(error: NodeJS.ErrnoException | null): void {
  if (error) {
    console.error(`Sending the reply failed: ${error.code}`);
  }
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const { host = '0.0.0.0', port = '12000' } = values; // 0.0.0.0: every IPv4 address of this machine
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host, port: Number(port) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: server [--port PORT] [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/server.ts${line})`);
  process.exit(1);
}
