// variant of: server
// differs: classes; the paused mode of streams ('readable' and read()); listens on :: when no host is given
import net from 'node:net';
import { parseArgs } from 'node:util';

const NEWLINE = 0x0a;

class Visitor {
  readonly #socket: net.Socket;
  readonly #chunks: Buffer[] = [];
  #isDone = false;

  constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.on('error', (error) => console.error(error.message));
    socket.on('readable', () => this.#read());
    socket.on('end', () => this.#finish());
  }

  #read(): void {
    for (let chunk: Buffer | null = this.#socket.read(); chunk !== null; chunk = this.#socket.read()) {
      if (this.#isDone) continue;
      const newline = chunk.indexOf(NEWLINE);
      this.#chunks.push(newline < 0 ? chunk : chunk.subarray(0, newline + 1));
      if (newline >= 0) this.#finish();
    }
  }

  #finish(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    const line = new TextDecoder().decode(Buffer.concat(this.#chunks));
    this.#socket.write(line.toUpperCase(), () => this.#socket.end());
  }
}

class CapitalServer {
  readonly #server = new net.Server({ allowHalfOpen: true });

  constructor(host: string | undefined, port: number) {
    this.#server.on('connection', (socket) => {
      console.log(`Connection from ${socket.remoteAddress}:${socket.remotePort}`);
      new Visitor(socket);
    });
    this.#server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      process.stderr.write(`Bind failed: ${code} ${message}\n`);
      process.exitCode = 1;
    });
    this.#server.listen({ port, host: host ?? '::', backlog: 5 }, () => this.#announce());
  }

  #announce(): void {
    const { address, port } = this.#server.address() as net.AddressInfo;
    console.log(`The server is ready to receive on ${address}:${port}`);
  }
}

let flags: { host?: string; port?: string } | undefined;
try {
  flags = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
} catch {}
const port = flags?.port ?? '12000';
if (flags && /^\d{1,5}$/.test(port) && Number(port) < 65536) {
  new CapitalServer(flags.host, Number(port));
} else {
  console.error('Usage: server [--port N] [--host H]');
  process.exitCode = 2;
}
