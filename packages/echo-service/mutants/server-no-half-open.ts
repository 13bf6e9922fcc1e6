// mutant of: server
// fault: echoes a little later, when Node has, by default, ended its side with the client
// caught by: server/sends-the-rest-of-the-echo-after-the-client-has-ended-its-side
// looks as if: half-close-lost
import net from 'node:net';
import { parseArgs } from 'node:util';

const BACKLOG = 5; // connections that may wait to be accepted, listen(2)

const { host, port } = readFlags();

const server = net.createServer(serve);

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
  let open = 0; // chunks received and not yet sent
  let ended = false;

  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`${client}: ${error.code}`));
  socket.on('data', (chunk) => {
    open++;
    if (open === 4) {
      socket.pause();
    }
    setTimeout(echo, 10, chunk);
  });
  socket.on('end', () => {
    ended = true;
    finish();
  });

  function echo(chunk: Buffer): void {
    socket.write(chunk, (error) => {
      if (error) {
        return;
      }
      sent += chunk.length;
      open--;
      socket.resume();
      finish();
    });
  }

  function finish(): void {
    if (ended && open === 0) {
      socket.end(() => console.log(`sent ${sent} bytes back to ${client}`));
    }
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
