/** An HTTP client as a generator: bytes of the socket in, bytes of the body out, into stdout. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

function flags() {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } } }).values;
  } catch {
    return { port: 'unknown flag' };
  }
}

const { host = 'www.google.com', port = '80', path = '/' } = flags();
if (!/^\d+$/.test(port) || Number(port) > 65535) {
  process.stderr.write('Usage: 05-response [--host HOST] [--port PORT] [--path PATH]\n');
  process.exit(2);
}

/** What has come and is not read. A piece of it is asked for; what is too much is put back. */
class Source {
  #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncIterable<Buffer>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  async piece(): Promise<Buffer | undefined> {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    if (rest.length > 0) return rest;
    const { done, value } = await this.#pieces.next();
    return done ? undefined : value;
  }

  async line(): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (;;) {
      const piece = await this.piece();
      if (!piece) throw new Error('the stream ended within a line');
      const newline = piece.indexOf(0x0a);
      if (newline === -1) {
        parts.push(piece);
        continue;
      }
      this.#rest = piece.subarray(newline + 1);
      return Buffer.concat([...parts, piece.subarray(0, newline + 1)]);
    }
  }

  async *bytes(count: number) {
    for (let left = count; left > 0; ) {
      const piece = await this.piece();
      if (!piece) throw new Error(`the stream ended ${left} bytes too soon`);
      yield piece.subarray(0, left);
      this.#rest = piece.subarray(left);
      left -= Math.min(left, piece.length);
    }
  }

  async *everything() {
    for (let piece = await this.piece(); piece; piece = await this.piece()) yield piece;
  }
}

async function* chunks(source: Source) {
  for (;;) {
    const size = Number.parseInt((await source.line()).toString('latin1'), 16);
    if (size === 0) break;
    yield* source.bytes(size);
    await source.line();
  }
  while ((await source.line()).toString().trim() !== '');
}

async function* answer(source: Source) {
  const head: Buffer[] = [];
  for (;;) {
    const line = await source.line();
    head.push(line);
    yield line;
    if (line.toString('latin1').trim() === '') break;
  }
  const text = Buffer.concat(head).toString('latin1');
  const header = (name: string) => new RegExp(`^${name}:[ \\t]*(.*?)[ \\t\\r]*$`, 'im').exec(text)?.[1];
  if (/^\S+ [23]04\b/.test(text)) return;
  if (/chunked$/i.test(header('transfer-encoding') ?? '')) yield* chunks(source);
  else if (header('content-length')) yield* source.bytes(Number(header('content-length')));
  else yield* source.everything();
}

const socket = new Socket();
console.log('Socket created');

const found = await lookup(host, { family: 4 }).catch(() => {
  process.stderr.write('Hostname could not be resolved\n');
  process.exit(1);
});
console.log(`The IP address of ${host} is ${found.address}`);

try {
  socket.connect(Number(port), found.address);
  await once(socket, 'connect');
  console.log(`Socket connected to ${host} on ip ${found.address}`);

  const site = port === '80' ? host : `${host}:${port}`;
  await new Promise((sent) => {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${site}\r\nConnection: close\r\n\r\n`, sent);
  });
  console.log('Message sent successfully');

  await pipeline(Readable.from(answer(new Source(socket))), process.stdout, { end: false });
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  process.stderr.write(`${code ?? message}\n`);
  process.exitCode = 1;
} finally {
  socket.destroy();
}
