/**
 * For ever: answers every line of every client with "OK..." and the line.
 *
 *     tsx src/04-loop.ts [--port 8888] [--host 127.0.0.1]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

// A client that has ended its side may still wait for answers: `allowHalfOpen` keeps our side open for them.
const server: net.Server = net.createServer({ allowHalfOpen: true }, serve);

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "Socket now listening on HOST:PORT", with the real port (--port 0: the system chooses).
server.listen(port, host);
server.on('listening', () => {
  const address = server.address();
  if (address && typeof address === 'object') {
    console.log(`Socket now listening on ${host}:${address.port}`);
  }
});

/** Looks after one client. The variables in here are this client's own: there are many clients at a time. */
function serve(socket: net.Socket): void {
  const client = `${socket.remoteAddress}:${socket.remotePort}`;
  let unfinished = ''; // the beginning of a line whose end has not come yet

  // A client that breaks off harms itself alone. Without this listener its error would end the whole server.
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`${client}: ${error.code}`));
  socket.on('data', receive);
  socket.on('end', close);

  /** Takes the text that has arrived: a part of a line, a line, or several. */
  function receive(chunk: Buffer): void {
    unfinished += chunk.toString();
    const lines = unfinished.split('\n');
    unfinished = lines.pop() ?? '';
    lines.forEach(answer);
  }

  /** Called with each line, as soon as it is complete. */
  function answer(line: string): void {
    socket.write(`OK...${line}\n`);
  }

  /** The client has ended its side: it sends nothing more. */
  function close(): void {
    console.log('adeus', client);
    socket.end();
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
  console.error('Usage: 04-loop [--port PORT] [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
