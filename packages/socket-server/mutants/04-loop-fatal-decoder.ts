// mutant of: 04-loop
// fault: decodes strictly: bytes that are no UTF-8 end it for all
// caught by: 04-loop/goes-on-after-a-client-that-sends-bytes-that-are-no-text
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

// A client that has ended its side may still wait for answers: `allowHalfOpen` keeps our side open for them.
const server = net.createServer({ allowHalfOpen: true }, serve);

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "Socket now listening on HOST:PORT", with the real port (--port 0: the system chooses).
server.listen({ host, port }, () => {
  const bound = server.address() as net.AddressInfo;
  console.log(`Socket now listening on ${bound.address}:${bound.port}`);
});

/** Looks after one client. The variables in here are this client's own: there are many clients at a time. */
function serve(socket: net.Socket): void {
  const client = `${socket.remoteAddress}:${socket.remotePort}`;
  let unfinished = ''; // the beginning of a line whose end has not come yet

  // A client that breaks off harms itself alone. Without this listener its error would end the whole server.
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`${client}: ${error.code}`));
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  socket.on('data', (chunk) => receive(decoder.decode(chunk, { stream: true })));
  socket.on('end', close);

  /** Takes the text that has arrived: a part of a line, a line, or several. */
  function receive(text: string): void {
    const lines = (unfinished + text).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) {
      answer(line);
    }
  }

  /** Called with each line, as soon as it is complete. */
  function answer(line: string): void {
    socket.write(`OK...${line}\n`);
  }

  /** The client has ended its side: it sends nothing more. */
  function close(): void {
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
