// variant of: client
// differs: a connected socket: the system passes over what comes from elsewhere, and says ECONNREFUSED when nobody is there
import dgram from 'node:dgram';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

class Client {
  readonly #socket = dgram.createSocket('udp4');
  readonly #timeout: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(timeout: number) {
    this.#timeout = timeout;
    this.#socket.once('message', (reply, { address, port }) => {
      process.stdout.write(`Received message from ${address} port ${port}\n`);
      process.stdout.write(`${reply.toString('utf8')}\n`);
      this.#end();
    });
    this.#socket.once('error', ({ code }: NodeJS.ErrnoException) => this.#end(`Nobody is there: ${code}`));
  }

  ask(sentence: string, host: string, port: number): void {
    this.#socket.connect(port, host, () => {
      this.#socket.send(sentence);
      this.#timer = setTimeout(() => this.#end(`No reply within ${this.#timeout} ms`), this.#timeout);
    });
  }

  #end(fault?: string): void {
    clearTimeout(this.#timer);
    this.#socket.close();
    if (fault === undefined) return;
    process.stderr.write(`${fault}\n`);
    process.exitCode = 1;
  }
}

try {
  const {
    host = '127.0.0.1',
    port = '12000',
    timeout = '5000',
  } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
  }).values;
  if (!/^\d+$/.test(port) || Number(port) > 65535) throw new Error(`${port} is no port`);
  const client = new Client(Number(timeout));
  const lines = readline.createInterface({ input: process.stdin });
  process.stdout.write('Input lowercase sentence: ');
  lines.once('line', (line) => {
    lines.close();
    process.stdin.destroy();
    client.ask(line, host, Number(port));
  });
} catch (error) {
  console.error(`${(error as Error).message}; usage: client [--port PORT] [--host HOST] [--timeout MS]`);
  process.exitCode = 2;
}
