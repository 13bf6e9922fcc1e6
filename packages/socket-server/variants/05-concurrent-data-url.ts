// variant of: 05-concurrent
// differs: workers from a `data:` URL, results over a MessagePort of each job, sixteen workers at most; dual stack
import { once } from 'node:events';
import net from 'node:net';
import { parseArgs } from 'node:util';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';

const MODULE = `
  import { parentPort } from 'node:worker_threads';
  function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
  parentPort.on('message', ({ n, port }) => { port.postMessage(fib(n)); port.close(); });
`;
const SOURCE = new URL(`data:text/javascript,${encodeURIComponent(MODULE)}`);

function usage(): never {
  console.error('Usage: 05-concurrent [--port PORT] [--host HOST]');
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

const free: Worker[] = [];
const waiting: ((worker: Worker) => void)[] = [];
let hired = 0;

async function takeWorker(): Promise<Worker> {
  const worker = free.shift();
  if (worker) return worker;
  if (hired < 16) {
    hired += 1;
    return new Worker(SOURCE);
  }
  return new Promise((resolve) => waiting.push(resolve));
}

function giveBack(worker: Worker): void {
  const next = waiting.shift();
  if (next) next(worker);
  else free.push(worker);
}

async function fibonacci(n: number): Promise<number> {
  const worker = await takeWorker();
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ n, port: port2 }, [port2]);
  const [result] = (await once(port1 satisfies MessagePort, 'message')) as [number];
  giveBack(worker);
  return result;
}

async function* linesOf(socket: net.Socket): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of socket) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

async function serve(socket: net.Socket): Promise<void> {
  try {
    for await (const line of linesOf(socket)) {
      const match = line.match(/^fib ([^\r]*)\r*$/);
      if (!match) {
        socket.write(`OK...${line}\r\n`);
        continue;
      }
      const n = Number(match[1]);
      const isGood = Number.isSafeInteger(n) && n >= 0 && n <= 45;
      socket.write(isGood ? `OK...fib(${n})=${await fibonacci(n)}\r\n` : 'ERR...bad N\r\n');
    }
  } catch (error) {
    console.log('Un cliente se fue:', (error as Error).message);
  }
}

const server = net.createServer();
server.on('connection', (socket) => void serve(socket));
server.on('listening', () => {
  const { address, port } = server.address() as net.AddressInfo;
  console.log(`Socket now listening on ${address}:${port}`);
});
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exitCode = 1;
});
server.listen(Number(port), host);
