// mutant of: client
// fault: does not say what it sends
// caught by: client/sends-the-line-it-has-read
import { once } from 'node:events';
import net from 'node:net';
import { parseArgs } from 'node:util';

const MAXIMUM = 16;

async function main(host: string, port: number): Promise<void> {
  console.log(`Connecting to ${host} port ${port}`);
  const socket = net.createConnection({ host, port });
  socket.on('error', () => process.stdin.destroy()); // its reason comes out of `once`, or out of the loop
  await once(socket, 'connect');

  const line = await firstLine(process.stdin);
  const length = Buffer.byteLength(line);
  console.log('Sending message');
  if (length > 0) {
    socket.write(line);
    await receive(socket, length);
  }
  console.log('Closing connection to the server');
  socket.destroy();
}

async function receive(socket: net.Socket, length: number): Promise<void> {
  let received = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    received += chunk.length;
    rest = Buffer.concat([rest, chunk]);
    for (let end = pieceLength(rest); end > 0; end = pieceLength(rest)) {
      console.log(`Received: ${rest.subarray(0, end)}`);
      rest = rest.subarray(end);
    }
    if (received >= length) return;
  }
  throw new Error(`The server closed the connection: ${received} of ${length} bytes came back`);
}

/** How long the next piece is: at most 16 bytes of whole characters; 0 when the next character is not whole yet. */
function pieceLength(bytes: Buffer): number {
  const end = Math.min(MAXIMUM, bytes.length);
  let last = Math.max(end - 1, 0);
  while (last > 0 && ((bytes[last] ?? 0) & 0b1100_0000) === 0b1000_0000) last--; // 10xxxxxx continues a character
  const first = bytes[last] ?? 0;
  const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return last + size <= end ? end : last;
}

async function firstLine(input: NodeJS.ReadStream): Promise<string> {
  let text = '';
  input.setEncoding('utf8');
  for await (const chunk of input) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return text.split('\n', 1)[0] ?? '';
}

function wrong(): never {
  console.error('Usage: client --port PORT [--host HOST]');
  process.exit(2);
}

const flags = (() => {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return wrong();
  }
})();
if (!/^\d+$/.test(flags.port ?? '') || Number(flags.port) > 65535) wrong();

try {
  await main(flags.host ?? '127.0.0.1', Number(flags.port));
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code ?? message);
  process.exitCode = 1;
}
