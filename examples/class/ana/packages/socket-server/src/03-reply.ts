/**
 * Takes one connection, reads one line, sends it back, and closes.
 *
 *     tsx src/03-reply.ts [--port 8888] [--host 127.0.0.1]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

const server = net.createServer(serve);

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "Socket now listening on HOST:PORT", with the real port (--port 0: the system chooses).
server.listen(port, host, () => {
  const { address, port: realPort } = server.address() as net.AddressInfo;
  console.log(`Socket now listening on ${address}:${realPort}`);
});

/** Looks after the client. */
function serve(socket: net.Socket): void {
  let received = '';

  server.close();

  socket.setEncoding('utf8'); // `data` brings text; a character that is cut in two waits until it is whole
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`The client broke off: ${error.code}`));
  socket.on('data', receive);

  /** Takes the text that has arrived: a part of a line, a line, or more than one. */
  function receive(text: string): void {
    received += text;
    const fin = received.indexOf('\n');
    if (fin >= 0) {
      reply(received.slice(0, fin + 1));
    }
  }

  /** Called once, with the first line. */
  function reply(line: string): void {
    socket.off('data', receive); // whatever comes behind the line is not answered
    socket.end(line);
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
