// variant of: 05-concurrent
// differs: a new worker for each number, at most 8 at a time by a semaphore; `for await`; one line of a client at a time
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

class Semaphore {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(free: number) {
    this.#free = free;
  }

  async take(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}

const places = new Semaphore(8);

function fib(n: number): number {
  if (n < 2) return n;
  return fib(n - 1) + fib(n - 2);
}

async function compute(n: number): Promise<number> {
  await places.take();
  const worker = new Worker(new URL(import.meta.url), { workerData: n });
  const ended = once(worker, 'exit');
  try {
    const [result] = (await once(worker, 'message')) as [number];
    return result;
  } finally {
    await ended;
    places.give();
  }
}

async function serve(socket: Socket): Promise<void> {
  try {
    for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
      socket.write(`${await answerTo(line)}\n`);
    }
    socket.end();
  } catch (error) {
    console.error(`Cliente perdido: ${(error as NodeJS.ErrnoException).code}`);
  }
}

async function answerTo(line: string): Promise<string> {
  const [word, argument, ...more] = line.split(' ');
  if (word !== 'fib' || argument === undefined || more.length > 0) return `OK...${line}`;
  if (!/^(\d|[1-3]\d|4[0-5])$/.test(argument)) return 'ERR...fib N: N es un número entero de 0 a 45';
  return `OK...fib(${argument})=${await compute(Number(argument))}`;
}

async function main(): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (socket) => void serve(socket));
  server.listen(flags());
  try {
    await once(server, 'listening');
  } catch (error) {
    console.error(`Bind failed: ${(error as NodeJS.ErrnoException).code}`);
    process.exitCode = 1;
    return;
  }
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    console.log(`Socket now listening on ${address.address}:${address.port}`);
  }
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

if (isMainThread) await main();
else parentPort?.postMessage(fib(workerData));
