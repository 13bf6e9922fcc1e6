/** A pool that is started once, before the first client; workers ask it for the next number whenever they are idle. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const POOL = 8;
const LF = 0x0a;

const fib = (n: number): number => (n > 1 ? fib(n - 2) + fib(n - 1) : n);

if (isMainThread) main();
else parentPort!.on('message', (n: number) => parentPort!.postMessage(fib(n)));

function flags() {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return { port: 'unknown flag' };
  }
}

function main() {
  const { host = '0.0.0.0', port = '8888' } = flags();
  if (!/^\d+$/.test(port) || Number(port) > 65535) {
    process.stderr.write('Usage: 05-concurrent [--port PORT] [--host HOST]\n');
    process.exit(2);
  }

  const numbers = channel<{ n: number; resolve: (result: number) => void; reject: (error: Error) => void }>();

  /** The life of one worker: take a number, wait for the result, take the next one. A dead worker is replaced. */
  async function work() {
    const worker = new Worker(new URL(import.meta.url));
    worker.unref();
    worker.on('error', () => {});
    for (;;) {
      const { n, resolve, reject } = await numbers.take();
      const lost = () => reject(new Error('worker lost'));
      worker.once('exit', lost);
      worker.postMessage(n);
      const result = await new Promise<number | undefined>((done) => {
        worker.once('message', done);
        worker.once('exit', () => done(undefined));
      });
      if (result === undefined) return void work();
      worker.off('exit', lost);
      resolve(result);
    }
  }

  const compute = (n: number) =>
    new Promise<number>((resolve, reject) => numbers.put({ n, resolve, reject }));

  async function answer(line: string) {
    const match = /^fib (?<n>.*)$/.exec(line);
    if (!match) return `OK...${line}`;
    const { n = '' } = match.groups ?? {};
    if (!/^([0-9]|[123][0-9]|4[0-5])$/.test(n)) return 'ERR...fib takes 0 to 45';
    try {
      return `OK...fib(${n})=${await compute(Number(n))}`;
    } catch (error) {
      return `ERR...${(error as Error).message}`;
    }
  }

  /** One question of a client at a time: what it has sent meanwhile waits in the socket. */
  async function converse(socket: Socket) {
    let rest = Buffer.alloc(0);
    for await (const chunk of socket) {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(LF); end !== -1; end = rest.indexOf(LF)) {
        const line = rest.subarray(0, end).toString().replace(/\r$/, '');
        rest = rest.subarray(end + 1);
        const text = await answer(line);
        if (socket.destroyed) return;
        socket.write(`${text}\r\n`);
      }
    }
    socket.end();
  }

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    socket.on('error', () => {}); // the loop in `converse` throws the same error
    converse(socket).catch((error: Error) => process.stderr.write(`client lost: ${error.message}\n`));
  });

  server.on('error', (error: NodeJS.ErrnoException) => {
    process.stderr.write(`Bind failed: ${error.code}\n`);
    process.exit(1);
  });

  for (let i = 0; i < POOL; i++) void work();
  server.listen({ host, port: Number(port) }, () => {
    const bound = server.address() as AddressInfo;
    console.log(`Socket now listening on ${bound.address}:${bound.port}`);
  });
}

/** First come, first served, in both directions: values wait for takers, or takers for values. */
function channel<T>() {
  const values: T[] = [];
  const takers: ((value: T) => void)[] = [];
  return {
    put(value: T) {
      const taker = takers.shift();
      if (taker) taker(value);
      else values.push(value);
    },
    take(): Promise<T> {
      const value = values.shift();
      return value === undefined ? new Promise((taker) => takers.push(taker)) : Promise.resolve(value);
    },
  };
}
