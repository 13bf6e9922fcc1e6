// variant of: 05-concurrent
// differs: a class for the pool, and one for the client; a worker is ended when its client leaves, and replaced
import net from 'node:net';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

interface Job {
  n: number;
  signal: AbortSignal;
  settle(result: number | null): void;
}

class Pool {
  readonly #idle: Worker[] = [];
  readonly #jobs: Job[] = [];
  #places: number;

  constructor(size: number) {
    this.#places = size;
  }

  run(n: number, signal: AbortSignal): Promise<number | null> {
    return new Promise((settle) => {
      this.#jobs.push({ n, signal, settle });
      this.#next();
    });
  }

  #next(): void {
    const job = this.#jobs.shift();
    if (!job) return;
    if (job.signal.aborted) {
      job.settle(null);
      this.#next();
      return;
    }
    const worker = this.#idle.pop() ?? (this.#places > 0 ? this.#open() : undefined);
    if (worker) this.#work(worker, job);
    else this.#jobs.unshift(job);
  }

  #open(): Worker {
    this.#places--;
    return new Worker(new URL(import.meta.url), { name: 'fibonacci' });
  }

  #work(worker: Worker, job: Job): void {
    const end = () => void worker.terminate();
    const exit = () => {
      this.#places++;
      job.settle(null);
      this.#next();
    };
    job.signal.addEventListener('abort', end);
    worker.once('exit', exit);
    worker.once('message', (result: number) => {
      job.signal.removeEventListener('abort', end);
      worker.off('exit', exit);
      job.settle(result);
      this.#idle.push(worker);
      this.#next();
    });
    worker.postMessage(job.n);
  }
}

class Client {
  readonly #left = new AbortController();
  readonly #lines: string[] = [];
  readonly #socket: net.Socket;
  readonly #pool: Pool;
  #rest = Buffer.alloc(0);
  #isBusy = false;

  constructor(socket: net.Socket, pool: Pool) {
    this.#socket = socket;
    this.#pool = pool;
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', () => {});
    socket.on('close', () => this.#left.abort());
  }

  #take(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (let end = this.#rest.indexOf(10); end >= 0; end = this.#rest.indexOf(10)) {
      this.#lines.push(this.#rest.toString('utf8', 0, end).replace(/\r$/, ''));
      this.#rest = this.#rest.subarray(end + 1);
    }
    if (!this.#isBusy) void this.#answerAll();
  }

  async #answerAll(): Promise<void> {
    this.#isBusy = true;
    for (let line = this.#lines.shift(); line !== undefined; line = this.#lines.shift()) {
      this.#socket.write(`${line.startsWith('fib ') ? await this.#fib(line.slice(4)) : `OK...${line}`}\n`);
    }
    this.#isBusy = false;
  }

  async #fib(word: string): Promise<string> {
    const n = /^\d+$/.test(word) ? Number(word) : 46;
    if (n > 45) return `ERR...${word} is not between 0 and 45`;
    return `OK...fib(${n})=${await this.#pool.run(n, this.#left.signal)}`;
  }
}

function fib(n: number): number {
  return n <= 1 ? n : fib(n - 2) + fib(n - 1);
}

function flags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string', default: '0.0.0.0' }, port: { type: 'string', default: '8888' } },
    });
    const port = Number(values.port);
    if (values.port.match(/^\d+$/) && port < 65536) return { host: values.host, port };
    throw new Error('PORT is a whole number from 0 to 65535');
  } catch (error) {
    console.error((error as Error).message);
    console.error('Usage: 05-concurrent [--port PORT] [--host HOST]');
    return process.exit(2);
  }
}

if (isMainThread) {
  const { host, port } = flags();
  const pool = new Pool(3);
  const server = new net.Server((socket) => new Client(socket, pool));
  server.on('error', (error: NodeJS.ErrnoException) => {
    console.error(`Bind failed: ${error.code}`);
    process.exitCode = 1;
  });
  server.listen(port, host, () => {
    console.log(`Socket now listening on ${host}:${(server.address() as net.AddressInfo).port}`);
  });
} else {
  parentPort?.on('message', (n: number) => parentPort?.postMessage(fib(n)));
}
