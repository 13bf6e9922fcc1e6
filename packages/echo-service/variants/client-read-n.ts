// variant of: client
// differs: the paused mode of streams: `socket.read(n)`, which waits for n bytes; ends its own side after sending
import { connect } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

const SIZE = 16;

function arguments_(): { host: string; port: number } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string' } },
    });
    const port = /^\d{1,5}$/.test(values.port ?? '') ? Number(values.port) : Infinity;
    if (port <= 65535) return { host: values.host, port };
  } catch {
    // falls through to the usage
  }
  console.error('Usage: client --port PORT [--host HOST]');
  process.exit(2);
}

const { host, port } = arguments_();
let left = 0;
let cut = Buffer.alloc(0);

console.log(`Connecting to ${host} port ${port}`);
const socket = connect(port, host);

socket.on('connect', async () => {
  const lines = createInterface({ input: process.stdin });
  const line = await lines.question('');
  lines.close();
  process.stdin.destroy();
  if (socket.destroyed) return;
  console.log(`Sending ${line}`);
  left = Buffer.byteLength(line);
  socket.end(line);
  socket.on('readable', read);
  read();
});

socket.on('end', () => {
  console.error(`the server closed early: ${left} bytes never came`);
  process.exitCode = 1;
  process.stdin.destroy();
  socket.destroy();
});

socket.on('error', (error: NodeJS.ErrnoException) => {
  if (socket.readableLength > 0) show(socket.read(socket.readableLength));
  console.error(`${error.code}: ${host}:${port}`);
  process.exitCode = 1;
  process.stdin.destroy();
});

function read(): void {
  while (left > 0) {
    const piece: Buffer | null = socket.read(Math.min(SIZE, left));
    if (piece === null) return; // not yet as many; at the end of the stream read() gives what there is
    show(piece);
  }
  console.log('Closing connection to the server');
  socket.destroy();
}

function show(piece: Buffer): void {
  left -= piece.length;
  const bytes = Buffer.concat([cut, piece]);
  const whole = wholeCharacters(bytes);
  cut = Buffer.from(bytes.subarray(whole));
  if (whole > 0) console.log(`Received: ${bytes.toString('utf8', 0, whole)}`);
}

/** How many of these bytes belong to characters that are whole. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < size ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}
