/**
 * The echo server: sends every byte back, unchanged, until the client ends (RFC 862).
 *
 *     tsx src/server.ts --port 12000 [--host 127.0.0.1]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

const BACKLOG = 5; // connections that may wait to be accepted, listen(2)

const { host, port } = readFlags();

// A client that has ended its side still waits for the rest of its echo: `allowHalfOpen` keeps our side open for that.
// TODO 1: create a TCP server with `allowHalfOpen: true` that calls `serve` for each connection
const server: net.Server = todo(1, 'create a TCP server with `allowHalfOpen: true` that calls `serve` for each connection');

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "Starting up echo server on HOST port PORT", with the real port (--port 0: the system chooses).
// TODO 2: bind to `host` and `port` and listen, with BACKLOG; print the ready line once the server listens
todo(2, 'bind to `host` and `port` and listen, with BACKLOG');

/** Looks after one client. The variables in here are this client's own: there are many clients at a time. */
function serve(socket: net.Socket): void {
  const client = `${socket.remoteAddress}:${socket.remotePort}`;
  let sent = 0;

  // A client that breaks off harms itself alone. Without this listener its error would end the whole server.
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`${client}: ${error.code}`));
  socket.on('end', close);

  // TODO 3: have `echo` called with every chunk of bytes that arrives
  todo(3, 'have `echo` called with every chunk of bytes that arrives');

  /** Takes the bytes that have arrived: a part of what the client wrote, or several writes in one. */
  function echo(chunk: Buffer): void {
    // TODO 4: count the bytes in `sent` and send the chunk back; when `write` returns false (the client does not read
    //   fast enough), pause the socket until it has drained
    todo(4, 'count the bytes in `sent` and send the chunk back');
  }

  /** The client has ended its side: it sends nothing more, and still reads. */
  function close(): void {
    // TODO 5: end our side too; print "sent N bytes back to IP:PORT" once all is written
    todo(5, 'end our side too');
  }
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const { host = '0.0.0.0', port = '' } = values; // 0.0.0.0: every IPv4 address of this machine
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host, port: Number(port) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: server --port PORT [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/server.ts${line})`);
  process.exit(1);
}
