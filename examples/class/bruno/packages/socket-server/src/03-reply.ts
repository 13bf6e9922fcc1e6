/**
 * Takes one connection, reads one line, sends it back, and closes.
 *
 *     tsx src/03-reply.ts [--port 8888] [--host 127.0.0.1]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

// TODO 1: create a TCP server that calls `serve` for each connection
const server: net.Server = todo(1, 'create a TCP server that calls `serve` for each connection');

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "Socket now listening on HOST:PORT", with the real port (--port 0: the system chooses).
// TODO 2: bind to `host` and `port` and listen; print the ready line once the server listens
todo(2, 'bind to `host` and `port` and listen');

/** Looks after the client. */
function serve(socket: net.Socket): void {
  let received = '';

  // TODO 3: stop listening: this connection is the only one, and it stays open
  todo(3, 'stop listening: this connection is the only one, and it stays open');

  socket.setEncoding('utf8'); // `data` brings text; a character that is cut in two waits until it is whole
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`The client broke off: ${error.code}`));
  socket.on('data', receive);

  /** Takes the text that has arrived: a part of a line, a line, or more than one. */
  function receive(text: string): void {
    // TODO 4: add the text to `received`; as soon as a newline is in it, call `reply` with the line, newline included
    todo(4, 'add the text to `received`');
  }

  /** Called once, with the first line. */
  function reply(line: string): void {
    socket.off('data', receive); // whatever comes behind the line is not answered
    // TODO 5: send the line back, and end the connection
    todo(5, 'send the line back, and end the connection');
  }
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
  console.error('Usage: 03-reply [--port PORT] [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/03-reply.ts${line})`);
  process.exit(1);
}
