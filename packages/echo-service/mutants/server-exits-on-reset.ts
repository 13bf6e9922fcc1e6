// mutant of: server
// fault: takes the error of one client for the end of the whole server
// caught by: server/goes-on-after-a-client-has-reset-its-connection
// varies: how far the others get before it exits
import net from 'node:net';
import { parseArgs } from 'node:util';

class Conversation {
  readonly #socket: net.Socket;
  readonly #name: string;
  #echoed = 0;
  #blocked = false;

  constructor(socket: net.Socket) {
    this.#socket = socket;
    this.#name = `${socket.remoteAddress}:${socket.remotePort}`;
    socket.on('readable', () => this.#turn());
    socket.on('drain', () => {
      this.#blocked = false;
      this.#turn();
    });
    socket.on('end', () => this.#finish());
    socket.on('error', (error) => {
      console.error(`${this.#name}: ${error.message}`);
      process.exit(1);
    });
  }

  #turn(): void {
    while (!this.#blocked) {
      const bytes: Buffer | null = this.#socket.read();
      if (bytes === null) return;
      this.#echoed += bytes.byteLength;
      this.#blocked = !this.#socket.write(bytes);
    }
  }

  #finish(): void {
    this.#socket.on('finish', () => console.log(`Done: sent ${this.#echoed} bytes back to ${this.#name}`));
    this.#socket.end();
  }
}

class EchoServer {
  static readonly backlog = 5;
  readonly #server = net.createServer({ allowHalfOpen: true }, (socket) => new Conversation(socket));
  readonly #host: string;

  constructor(host: string) {
    this.#host = host;
    this.#server.once('error', (error: NodeJS.ErrnoException) => {
      console.error(`Bind failed: ${error.code}`);
      process.exit(1);
    });
    this.#server.once('listening', () => this.#ready());
  }

  listen(port: number): void {
    this.#server.listen(port, this.#host, EchoServer.backlog);
  }

  #ready(): void {
    this.#server.removeAllListeners('error').on('error', (error) => console.error(`accept: ${error.message}`));
    const { port } = this.#server.address() as net.AddressInfo;
    console.log(`Starting up echo server on ${this.#host} port ${port}`);
  }
}

class Flags {
  readonly host: string;
  readonly port: number;

  constructor(words: string[]) {
    const { values } = parseArgs({ args: words, options: { host: { type: 'string' }, port: { type: 'string' } } });
    if (!/^\d{1,5}$/.test(values.port ?? '')) throw new RangeError('no port');
    this.port = Number(values.port);
    if (this.port > 0xffff) throw new RangeError('no such port');
    this.host = values.host ?? '::';
  }

  static read(): Flags {
    try {
      return new Flags(process.argv.slice(2));
    } catch {
      process.stderr.write('Usage: server --port PORT [--host HOST]\n');
      process.exit(2);
    }
  }
}

const flags = Flags.read();
new EchoServer(flags.host).listen(flags.port);
