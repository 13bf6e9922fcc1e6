// variant of: 05-response
// differs: a Transform for each framing, a pipeline to stdout, iterates over the head; log lines in Spanish
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { Transform, type TransformCallback, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

/** Lets through what is body, and says when that is whole. */
abstract class Body extends Transform {
  protected left: Buffer = Buffer.alloc(0);
  isWhole = false;

  /** Takes what it can; true when the body is whole. */
  protected abstract takeWhatItCan(): boolean;

  override _transform(piece: Buffer, _encoding: string, done: TransformCallback): void {
    this.left = Buffer.concat([this.left, piece]);
    this.check();
    done();
  }

  check(): void {
    if (this.isWhole || !this.takeWhatItCan()) return;
    this.isWhole = true;
    this.push(null);
  }

  override _flush(done: TransformCallback): void {
    done(this.isWhole ? null : new Error('La respuesta está incompleta'));
  }

  protected shift(count: number): Buffer {
    const piece = this.left.subarray(0, count);
    this.left = this.left.subarray(count);
    return piece;
  }
}

class Counted extends Body {
  #missing: number;

  constructor(length: number) {
    super();
    this.#missing = length;
  }

  protected override takeWhatItCan(): boolean {
    const piece = this.shift(Math.min(this.#missing, this.left.length));
    this.#missing -= piece.length;
    if (piece.length > 0) this.push(piece);
    return this.#missing === 0;
  }
}

class Chunked extends Body {
  #missing = 0;
  #isBehindChunk = false;
  #isTrailer = false;

  protected override takeWhatItCan(): boolean {
    for (;;) {
      if (this.#missing > 0) {
        if (this.left.length === 0) return false;
        const piece = this.shift(Math.min(this.#missing, this.left.length));
        this.#missing -= piece.length;
        this.push(piece);
        this.#isBehindChunk = true;
        continue;
      }
      const newline = this.left.indexOf('\n');
      if (newline < 0) return false;
      const line = this.shift(newline + 1)
        .toString('latin1')
        .trimEnd();
      if (this.#isBehindChunk) {
        this.#isBehindChunk = false;
      } else if (this.#isTrailer) {
        if (line === '') return true;
      } else {
        this.#missing = Number.parseInt(line, 16);
        this.#isTrailer = this.#missing === 0;
      }
    }
  }
}

class UntilClose extends Body {
  protected override takeWhatItCan(): boolean {
    this.push(this.shift(this.left.length));
    return false;
  }

  override _flush(done: TransformCallback): void {
    done();
  }
}

const { host, port, path } = readFlags();
const socket = new Socket();
console.log('Hola.\nSocket created');

try {
  const found = await lookup(host, { all: true });
  const { address } = found.find(({ family }) => family === 4) ?? { address: host };
  console.log(`The IP address of ${host} is ${address}`);
  socket.connect({ port, host: address });
  await once(socket, 'connect');
  console.log(`Socket connected to ${host} on ip ${address}`);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`);
  console.log('Message sent successfully\nEsperando la respuesta:');

  let start: Buffer = Buffer.alloc(0);
  for await (const piece of socket.iterator({ destroyOnReturn: false })) {
    start = Buffer.concat([start, piece]);
    if (start.includes('\r\n\r\n')) break;
  }
  const end = start.indexOf('\r\n\r\n') + 4;
  if (end < 4) throw new Error('La respuesta no tiene cabecera');
  process.stdout.write(start.subarray(0, end));

  const body = bodyFor(start.toString('latin1', 0, end));
  body.write(start.subarray(end));
  socket.on('error', (error) => body.destroy(error));
  socket.pipe(body);
  const out = new Writable({ write: (piece, _encoding, done) => void process.stdout.write(piece, () => done()) });
  await pipeline(body, out);
} catch (error) {
  const { syscall, code, message } = error as NodeJS.ErrnoException;
  console.error(syscall === 'getaddrinfo' ? 'Hostname could not be resolved' : `${code ?? ''} ${message}`);
  process.exitCode = 1;
}
socket.destroy();

function bodyFor(head: string): Body {
  const find = (name: string) => new RegExp(`^${name}: *(.*?) *\r$`, 'im').exec(head)?.[1];
  const length = find('content-length');
  if (/^HTTP\/1.1 (204|304) /.test(head)) return new Counted(0);
  if (find('transfer-encoding') !== undefined) return new Chunked();
  return length === undefined ? new UntilClose() : new Counted(Number(length));
}

function readFlags(): { host: string; port: number; path: string } {
  const options = { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } } as const;
  try {
    const { host = 'www.google.com', port = '80', path = '/' } = parseArgs({ options }).values;
    if (/^\d+$/.test(port) && Number(port) <= 65535) return { host, port: Number(port), path };
  } catch {
    // malas opciones
  }
  console.error('Uso: 05-response [--host NOMBRE] [--port PUERTO] [--path RUTA]');
  process.exit(2);
}
