// mutant of: server
// fault: takes the false of write() for a failure and writes the chunk again
// caught by: server/returns-16-mib-to-a-slow-reader-whole
// varies: when its buffer is full
import net from 'node:net';
import { parseArgs } from 'node:util';

const BACKLOG = 5; // connections that may wait to be accepted, listen(2)

const { host, port } = readFlags();

// A client that has ended its side still waits for the rest of its echo: `allowHalfOpen` keeps our side open for that.
const server = net.createServer({ allowHalfOpen: true }, serve);

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "Starting up echo server on HOST port PORT", with the real port (--port 0: the system chooses).
server.listen({ host, port, backlog: BACKLOG }, () => {
  const bound = server.address() as net.AddressInfo;
  console.log(`Starting up echo server on ${host} port ${bound.port}`);
});

/** Looks after one client. The variables in here are this client's own: there are many clients at a time. */
function serve(socket: net.Socket): void {
  const client = `${socket.remoteAddress}:${socket.remotePort}`;
  let sent = 0;

  // A client that breaks off harms itself alone. Without this listener its error would end the whole server.
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`${client}: ${error.code}`));
  socket.on('end', close);

  socket.on('data', echo);

  /** Takes the bytes that have arrived: a part of what the client wrote, or several writes in one. */
  function echo(chunk: Buffer): void {
    sent += chunk.length;
    if (!socket.write(chunk)) {
      socket.pause();
      socket.once('drain', () => {
        socket.write(chunk);
        socket.resume();
      });
    }
  }

  /** The client has ended its side: it sends nothing more, and still reads. */
  function close(): void {
    socket.once('finish', () => console.log(`sent ${sent} bytes back to ${client}`));
    socket.end();
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
