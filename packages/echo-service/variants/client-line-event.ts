// variant of: client
// differs: hands the line to the socket before it is connected (the socket keeps it); one state object; process.exit in the last callback
import * as net from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import * as util from 'node:util';

type State = { line: string; wanted: number; got: number; over: boolean };

const state: State = { line: '', wanted: 0, got: 0, over: false };
const decoder = new StringDecoder();

function leave(code: number, stream: NodeJS.WriteStream, line: string): void {
  if (state.over) return;
  state.over = true;
  stream.write(`${line}\n`, () => process.stdout.write('', () => process.exit(code)));
}

function parse(): { host: string; port: string } {
  try {
    const { values } = util.parseArgs({
      args: process.argv.slice(2),
      options: { host: { type: 'string' }, port: { type: 'string' } },
      allowPositionals: false,
    });
    const port = values.port ?? 'none';
    if (/^\d{1,5}$/.test(port) && Number.parseInt(port, 10) < 65536) return { host: values.host ?? '127.0.0.1', port };
  } catch {
    // told below
  }
  process.stderr.write('Usage: client --port PORT [--host HOST]\n');
  process.exit(2);
}

const { host, port } = parse();
process.stdout.write(`Connecting to ${host} port ${port}\n`);

const chunks: Buffer[] = [];
process.stdin.on('data', (chunk) => {
  chunks.push(Buffer.from(chunk));
  if (chunk.includes('\n')) process.stdin.emit('end');
});
process.stdin.once('end', () => {
  process.stdin.pause().removeAllListeners('data');
  const typed = Buffer.concat(chunks);
  const newline = typed.indexOf('\n');
  talk(newline < 0 ? typed : typed.subarray(0, newline));
});

function talk(bytes: Buffer): void {
  state.line = bytes.toString();
  state.wanted = bytes.length;
  const socket = net.createConnection(Number(port), host);
  socket.write(bytes);
  socket.once('connect', () => {
    process.stdout.write(`Sending ${state.line}\n`);
    if (state.wanted === 0) goodbye();
  });
  socket.on('data', (chunk) => {
    for (let rest = chunk; rest.length > 0; rest = rest.subarray(16)) {
      const piece = rest.subarray(0, 16);
      state.got += piece.length;
      const text = decoder.write(piece);
      if (text.length > 0) process.stdout.write(`Received: ${text}\n`);
    }
    if (state.got >= state.wanted) goodbye();
  });
  socket.on('end', () => leave(1, process.stderr, `the echo ended after ${state.got} of ${state.wanted} bytes`));
  socket.on('error', (error: NodeJS.ErrnoException) => leave(1, process.stderr, `${error.code} ${error.syscall}`));

  function goodbye(): void {
    socket.removeAllListeners('data').end(() => socket.unref());
    leave(0, process.stdout, 'Closing connection to the server');
  }
}
