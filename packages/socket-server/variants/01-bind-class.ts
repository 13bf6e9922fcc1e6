// variant of: 01-bind
// differs: a class, net.Server by `new`, the event "listening", no host at all when none is given (dual stack)
import net from 'node:net';
import { parseArgs } from 'node:util';

class BoundSocket {
  readonly #server = new net.Server();

  constructor() {
    process.stdout.write('Socket created\n');
    this.#server.on('listening', () => this.#announce());
    this.#server.on('error', (error) => this.#explain(error));
  }

  bind(port: number, host?: string): void {
    this.#server.listen(port, host, 1);
  }

  #announce(): void {
    const address = this.#server.address() as net.AddressInfo;
    const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    process.stdout.write(`Socket bound to ${name}:${address.port}\n`, () => this.#server.close());
  }

  #explain(error: NodeJS.ErrnoException): void {
    process.stderr.write(`Bind failed: ${error.code} ${error.syscall}\n`, () => process.exit(1));
  }
}

function usage(): never {
  process.stderr.write('Usage: 01-bind [--port PORT] [--host HOST]\n');
  process.exit(2);
}

function readFlags(): { host?: string; port: string } {
  try {
    return { port: '8888', ...parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values };
  } catch {
    return usage();
  }
}

const { host, port } = readFlags();
if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65535) usage();
new BoundSocket().bind(Number(port), host);
