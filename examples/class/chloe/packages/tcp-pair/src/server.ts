/**
 * The TCP server of the pair: reads one line, sends it back in capital letters, and closes the connection.
 *
 *     tsx src/server.ts [--port 12000] [--host 127.0.0.1]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

const BACKLOG = 5; // connections that may wait to be accepted, listen(2)

const { host, port } = readFlags();

// A client may end its own side after its line and still wait for the answer: `allowHalfOpen` keeps our side open for it.
// TODO 1: create a TCP server with `allowHalfOpen: true` that calls `serve` for each connection
const server: net.Server = todo(1, 'create a TCP server with `allowHalfOpen: true` that calls `serve` for each connection');

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "The server is ready to receive on HOST:PORT", with the real port (--port 0: the system chooses).
// TODO 2: bind to `host` and `port` and listen, with BACKLOG; print the ready line once the server listens
todo(2, 'bind to `host` and `port` and listen, with BACKLOG');

/** Looks after one client. The variables in here are this client's own: there are many clients at a time. */
function serve(socket: net.Socket): void {
  // A client that breaks off harms itself alone. Without this listener its error would end the whole server.
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`A client broke off: ${error.code}`));

  // TODO 3: print "Connection from IP:PORT", with the address and the port of the client
  todo(3, 'print "Connection from IP:PORT", with the address and the port of the client');

  let received = Buffer.alloc(0); // the bytes that came so far: a part of the line, the line, or more than it
  socket.on('data', read);
  socket.on('end', answerTheRest);

  /** Takes the bytes that have arrived: a part of what the client wrote, or several writes in one. */
  function read(chunk: Buffer): void {
    // TODO 4: put the chunk behind what has been `received`; once a newline is in there, `answer` the bytes up to the
    //   newline, it included, and nothing of what stands behind it
    todo(4, 'put the chunk behind what has been `received`');
  }

  /** The client has ended its side before its newline came: what did come is its line. */
  function answerTheRest(): void {
    answer(received);
  }

  /** One line, one answer: nothing that comes later is read. */
  function answer(line: Buffer): void {
    socket.off('data', read);
    socket.off('end', answerTheRest);
    // TODO 5: send the line back in capital letters (its bytes are text in UTF-8), and end our side of the connection
    todo(5, 'send the line back in capital letters (its bytes are text in UTF-8), and end our side of the connection');
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
