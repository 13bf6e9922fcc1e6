// variant of: client
// differs: a class; setEncoding and +=; prints on 'close'; lines of its own around those that are asked for
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

class Client {
  readonly #socket = new Socket();
  #text = '';
  #fault: string | undefined;

  constructor(host: string, port: number) {
    this.#socket
      .setEncoding('utf8')
      .on('connect', () => this.#connected())
      .on('data', (part: string) => {
        this.#text += part;
      })
      .on('error', ({ code }: NodeJS.ErrnoException) => {
        this.#fault = `Error: ${code}`;
      })
      .on('close', () => this.#closed())
      .connect(port, host);
  }

  #connected(): void {
    const { address, port } = this.#socket.address() as { address: string; port: number };
    process.stdout.write(`Connected from ${address}:${port}\n`);
    const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: 'Frase en minúsculas: ' });
    lines.once('line', (line) => {
      lines.close();
      process.stdin.destroy();
      console.log('sending…');
      this.#socket.write(line);
      this.#socket.write('\n');
    });
    lines.prompt();
  }

  #closed(): void {
    if (this.#fault === undefined && this.#text === '') this.#fault = 'Error: no reply';
    if (this.#fault === undefined) {
      process.stdout.write(`From server: ${this.#text}\nbye\n`);
    } else {
      process.stdin.destroy();
      process.stderr.write(`${this.#fault}\n`);
      process.exitCode = 1;
    }
  }
}

function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 65535;
}

try {
  const { host = '127.0.0.1', port = '12000' } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' } },
  }).values;
  if (!isPort(port)) throw new Error(`${port} is no port`);
  new Client(host, Number(port));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\nusage: client [--port PORT] [--host HOST]\n`);
  process.exitCode = 2;
}
