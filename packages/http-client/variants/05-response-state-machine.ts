// variant of: 05-response
// differs: a Writable that looks at each byte in turn, with a state; the socket is piped into it
import dns from 'node:dns';
import net from 'node:net';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';

type State = 'head' | 'counted' | 'size' | 'extension' | 'chunk' | 'behind chunk' | 'trailer' | 'rest' | 'done';

class Answer extends Writable {
  state: State = 'head';
  #head = '';
  #digits = '';
  #left = 0;
  #trailer = '';

  override _write(data: Buffer, _encoding: string, done: () => void): void {
    for (let at = 0; at < data.length && this.state !== 'done'; ) at = this.#step(data, at);
    if (this.state === 'done') this.emit('whole');
    done();
  }

  /** The connection has ended: is that all right? */
  get mayEndHere(): boolean {
    return this.state === 'rest' || this.state === 'done';
  }

  #step(data: Buffer, at: number): number {
    const letter = String.fromCharCode(data[at] ?? 0);
    switch (this.state) {
      case 'head':
        this.#head += letter;
        if (this.#head.endsWith('\r\n\r\n')) this.#beginBody();
        return at + 1;
      case 'counted':
      case 'chunk': {
        const piece = data.subarray(at, at + this.#left);
        process.stdout.write(piece);
        this.#left -= piece.length;
        if (this.#left === 0) this.state = this.state === 'chunk' ? 'behind chunk' : 'done';
        return at + piece.length;
      }
      case 'rest':
        process.stdout.write(data.subarray(at));
        return data.length;
      case 'size':
        if (/[0-9a-fA-F]/.test(letter)) this.#digits += letter;
        else this.state = 'extension';
        return letter === '\n' ? at : at + (this.state === 'size' || letter !== '\n' ? 1 : 0);
      case 'extension':
        if (letter === '\n') this.#beginChunk();
        return at + 1;
      case 'behind chunk':
        if (letter === '\n') this.state = 'size';
        return at + 1;
      case 'trailer':
        this.#trailer += letter === '\r' ? '' : letter;
        if (letter === '\n') {
          if (this.#trailer === '\n') this.state = 'done';
          this.#trailer = '';
        }
        return at + 1;
      default:
        return data.length;
    }
  }

  #beginBody(): void {
    process.stdout.write(Buffer.from(this.#head, 'latin1'));
    const [statusLine = '', ...lines] = this.#head.split('\r\n');
    const headers: Record<string, string> = {};
    for (const line of lines) {
      const colon = line.indexOf(':');
      headers[line.slice(0, colon).toUpperCase()] = line.slice(colon + 1).trim();
    }
    const isEmpty = /^\S+ (204|304)\b/.test(statusLine);
    if (isEmpty) this.state = 'done';
    else if (headers['TRANSFER-ENCODING']) this.state = 'size';
    else if (headers['CONTENT-LENGTH']) {
      this.#left = Number(headers['CONTENT-LENGTH']);
      this.state = this.#left === 0 ? 'done' : 'counted';
    } else this.state = 'rest';
  }

  #beginChunk(): void {
    this.#left = Number(`0x${this.#digits}`);
    this.#digits = '';
    this.state = this.#left === 0 ? 'trailer' : 'chunk';
  }
}

function fail(line: string): void {
  console.error(line);
  process.exitCode = 1;
}

let values: Partial<Record<'host' | 'port' | 'path', string>> = { port: 'wrong' };
try {
  ({ values } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
  }));
} catch {
  // the port is wrong then
}
const { host = 'www.google.com', port = '80', path = '/' } = values;
if (!/^\d+$/.test(port) || Number(port) > 65535) {
  console.error('Usage: 05-response [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
}

const socket = new net.Socket();
console.log('Socket created');
const answer = new Answer();
answer.on('whole', () => socket.destroy());
socket.on('error', (error: NodeJS.ErrnoException) => {
  if (answer.state !== 'done') fail(`broken: ${error.code}`);
});
socket.on('end', () => {
  if (!answer.mayEndHere) fail(`the answer is cut short in its ${answer.state}`);
});
dns.lookup(host, { family: 4 }, (error, address) => {
  if (error) return fail('Hostname could not be resolved');
  console.log(`The IP address of ${host} is ${address}`);
  socket.connect(Number(port), address, () => {
    console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`, () => {
      console.log('Message sent successfully');
      socket.pipe(answer);
    });
  });
});
