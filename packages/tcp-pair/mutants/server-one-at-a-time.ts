// mutant of: server
// fault: serves the next client only when the one before has left
// caught by: server/answers-clients-in-the-reverse-order-of-their-connection
// looks as if: one-client-after-the-other
import net from 'node:net';
import { parseArgs } from 'node:util';

const BACKLOG = 5; // connections that may wait to be accepted, listen(2)

const { host, port } = readFlags();

// A client may end its own side after its line and still wait for the answer: `allowHalfOpen` keeps our side open for it.
const server = net.createServer({ allowHalfOpen: true }, queue);

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "The server is ready to receive on HOST:PORT", with the real port (--port 0: the system chooses).
server.listen({ host, port, backlog: BACKLOG }, () => {
  const bound = server.address() as net.AddressInfo;
  console.log(`The server is ready to receive on ${host}:${bound.port}`);
});

const waiting: net.Socket[] = [];
let isBusy = false;

/** One after the other. */
function queue(socket: net.Socket): void {
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`A client broke off: ${error.code}`));
  waiting.push(socket);
  next();
}

function next(): void {
  const socket = isBusy ? undefined : waiting.shift();
  if (socket === undefined) return;
  isBusy = true;
  serve(socket);
  const leave = () => {
    isBusy = false;
    next();
  };
  if (socket.destroyed) leave();
  else socket.once('close', leave);
}

/** Looks after one client. The variables in here are this client's own: there are many clients at a time. */
function serve(socket: net.Socket): void {
  console.log(`Connection from ${socket.remoteAddress}:${socket.remotePort}`);

  let received = Buffer.alloc(0); // the bytes that came so far: a part of the line, the line, or more than it
  socket.on('data', read);
  socket.on('end', answerTheRest);

  /** Takes the bytes that have arrived: a part of what the client wrote, or several writes in one. */
  function read(chunk: Buffer): void {
    received = Buffer.concat([received, chunk]);
    const newline = received.indexOf('\n');
    if (newline >= 0) {
      answer(received.subarray(0, newline + 1));
    }
  }

  /** The client has ended its side before its newline came: what did come is its line. */
  function answerTheRest(): void {
    answer(received);
  }

  /** One line, one answer: nothing that comes later is read. */
  function answer(line: Buffer): void {
    socket.off('data', read);
    socket.off('end', answerTheRest);
    socket.end(line.toString('utf8').toUpperCase());
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
