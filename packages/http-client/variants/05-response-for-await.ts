// variant of: 05-response
// differs: for await over the socket, async generators one behind the other, the body is printed once it is whole
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import net from 'node:net';
import { parseArgs, promisify } from 'node:util';

const { host, port, path } = flags();
const print = promisify((data: Uint8Array | string, done: (error?: Error | null) => void) =>
  process.stdout.write(data, done),
);

/** Hands out what comes in pieces of the sizes that are asked for. */
class Reader {
  readonly #source: AsyncIterator<Buffer>;
  #rest = Buffer.alloc(0);

  constructor(socket: net.Socket) {
    this.#source = socket[Symbol.asyncIterator]();
  }

  async #fill(): Promise<boolean> {
    const { done, value } = await this.#source.next();
    if (!done) this.#rest = Buffer.concat([this.#rest, value]);
    return !done;
  }

  async line(): Promise<Buffer> {
    let end = this.#rest.indexOf(10);
    while (end < 0) {
      if (!(await this.#fill())) throw new Error('the answer ends in the middle of a line');
      end = this.#rest.indexOf(10);
    }
    return this.#cut(end + 1);
  }

  async *exactly(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      if (this.#rest.length === 0 && !(await this.#fill())) throw new Error(`${left} bytes are missing`);
      const piece = this.#cut(Math.min(left, this.#rest.length));
      left -= piece.length;
      yield piece;
    }
  }

  async *everything(): AsyncGenerator<Buffer> {
    do yield this.#cut(this.#rest.length);
    while (await this.#fill());
  }

  #cut(count: number): Buffer {
    const piece = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return piece;
  }
}

async function* chunks(reader: Reader): AsyncGenerator<Buffer> {
  for (;;) {
    const [size = ''] = String(await reader.line()).split(';');
    if (!/^[0-9a-f]+\s*$/i.test(size)) throw new Error('a chunk has no size');
    if (/^0+\s*$/.test(size)) break;
    yield* reader.exactly(Number.parseInt(size, 16));
    await reader.line();
  }
  while (String(await reader.line()).trim() !== '');
}

function bodyOf(head: string, reader: Reader): AsyncIterable<Buffer> {
  const status = Number(head.split(' ')[1]);
  if (status === 204 || status === 304) return reader.exactly(0);
  if (/^transfer-encoding:[ \t]*chunked[ \t]*\r?$/im.test(head)) return chunks(reader);
  const [, length] = /^content-length:[ \t]*(\d+)[ \t]*\r?$/im.exec(head) ?? [];
  return length === undefined ? reader.everything() : reader.exactly(Number(length));
}

async function main(): Promise<void> {
  const socket = new net.Socket();
  console.log('Socket created');
  const { address } = await lookup(host, { family: 4 }).catch(() => {
    throw new Error('Hostname could not be resolved');
  });
  console.log(`The IP address of ${host} is ${address}`);
  await once(socket.connect(port, address), 'connect');
  console.log(`Socket connected to ${host} on ip ${address}`);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`);
  console.log('Message sent successfully');

  const reader = new Reader(socket);
  const lines = [await reader.line()];
  while (String(lines.at(-1)).trim() !== '') lines.push(await reader.line());
  const head = Buffer.concat(lines);
  const body: Buffer[] = [];
  for await (const piece of bodyOf(head.toString('latin1'), reader)) body.push(piece);
  socket.destroy();
  await print(head);
  await print(Buffer.concat(body));
}

function flags(): { host: string; port: number; path: string } {
  try {
    const type = 'string' as const;
    const {
      host = 'www.google.com',
      port = '80',
      path = '/',
    } = parseArgs({ options: { host: { type }, port: { type }, path: { type } } }).values;
    if (/^\d+$/.test(port) && Number(port) <= 65535) return { host, port: Number(port), path };
  } catch {
    // wrong flags
  }
  console.error('Usage: 05-response [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
