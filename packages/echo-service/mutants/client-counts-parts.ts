// mutant of: client
// fault: receives as often as 16 goes into the length, and once more for the rest
// caught by: client/takes-an-echo-that-comes-byte-by-byte
// varies: the peer may see the end of the connection or its reset
import net from 'node:net';
import readline from 'node:readline';
import { StringDecoder } from 'node:string_decoder';
import { parseArgs } from 'node:util';

const PIECE_BYTES = 16;

const { host, port } = readFlags();
const decoder = new StringDecoder('utf8');
let message = Buffer.alloc(0); // the line as bytes: those travel, and those are counted
let received = 0;
let parts = 0;

const socket = new net.Socket();

socket.on('error', (error: NodeJS.ErrnoException) => fail(`Connection to ${host} port ${port} failed: ${error.code}`));
socket.on('end', () => fail(`The server closed the connection after ${received} of ${message.length} bytes`));

console.log(`Connecting to ${host} port ${port}`);
socket.connect({ host, port }, talk);

/** The connection stands: asks for the line and sends it. */
async function talk(): Promise<void> {
  const line = await readLine();
  message = Buffer.from(line);
  console.log(`Sending ${line}`);
  socket.write(message);
  socket.on('data', receive);
  if (message.length === 0) {
    close(); // no byte will come back, so `receive` would never be called
  }
}

/** Takes the bytes that have arrived: any number from one byte up, however the server wrote them. */
function receive(chunk: Buffer): void {
  for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
    print(chunk.subarray(start, start + PIECE_BYTES));
  }

  received += chunk.length;
  parts++;
  if (received >= message.length || parts > Math.floor(message.length / PIECE_BYTES) + 1) {
    close();
  }
}

/** Prints a piece as text. A character that is cut at its border is printed with the next piece. */
function print(piece: Buffer): void {
  const text = decoder.write(piece);
  if (text !== '') {
    console.log(`Received: ${text}`);
  }
}

/** The whole message is back. */
function close(): void {
  console.log('Closing connection to the server');
  socket.destroy();
}

/** Ends the program with a line on stderr and exit code 1. */
function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1; // process.exit() would lose what stdout has not written yet
  socket.destroy();
  process.stdin.destroy();
}

/** One line of stdin, without its line end; when stdin ends before a line came, the empty line. */
async function readLine(): Promise<string> {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdin.destroy(); // an open stdin would keep the program running
    return line;
  }
  return '';
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const { host = '127.0.0.1', port = '' } = values;
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host, port: Number(port) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: client --port PORT [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
