// variant of: client
// differs: stream.pipeline from the socket into a Writable that keeps the chunks; raw 'data' of stdin; half-open sockets
import net from 'node:net';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

const chunks: Buffer[] = [];
const keep = new Writable({
  write(chunk: Buffer, _encoding, callback) {
    chunks.push(chunk);
    callback();
  },
});

/** The first line of stdin, whole, whatever chunks it comes in. */
function firstLine(): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const done = () => {
      process.stdin.off('data', take).pause();
      process.stdin.destroy();
      resolve(text.split('\n', 1)[0] ?? '');
    };
    const take = (part: string) => {
      text += part;
      if (text.includes('\n')) done();
    };
    process.stdin.setEncoding('utf8').on('data', take).once('end', done);
  });
}

async function run(host: string, port: number): Promise<void> {
  const socket = new net.Socket({ allowHalfOpen: true });
  const reading = pipeline(socket, keep);
  socket.connect(port, host, async () => {
    const own = socket.address() as net.AddressInfo;
    console.log(`Connected from ${own.address}:${own.port}`);
    process.stdout.write('lowercase: ');
    socket.write(`${await firstLine()}\n`, 'utf8');
  });
  try {
    await reading;
  } finally {
    process.stdin.destroy();
    socket.destroy();
  }
  const reply = Buffer.concat(chunks);
  if (reply.length === 0) throw new Error('The server closed without a reply');
  console.log('From server:', reply.toString('utf8').replace(/\r?\n$/, ''));
}

const parsed = (() => {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } });
    const port = values.port ?? '12000';
    return /^\d+$/.test(port) && Number(port) < 65536 ? { host: values.host ?? '127.0.0.1', port: Number(port) } : null;
  } catch {
    return null;
  }
})();
if (parsed === null) {
  console.error('usage: client [--port PORT] [--host HOST]');
  process.exitCode = 2;
} else {
  run(parsed.host, parsed.port).catch((error: NodeJS.ErrnoException) => {
    console.error(error.code ? `${error.code} (${error.syscall})` : error.message);
    process.exitCode = 1;
  });
}
