// variant of: 05-concurrent
// differs: code of the workers in a string, two of them from the start, all lines of a client under way at once
import net from 'node:net';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

const CODE = `
  const { parentPort } = require('node:worker_threads');
  const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
  parentPort.on('message', ({ id, n }) => parentPort.postMessage({ id, result: fib(n) }));
`;

interface Task {
  id: number;
  n: number;
}

const { host, port } = flags();
const resolvers = new Map<number, (result: number) => void>();
const queue: Task[] = [];
const idle = [start(), start()];
let lastId = 0;

function start(): Worker {
  const worker = new Worker(CODE, { eval: true });
  worker.on('message', ({ id, result }: { id: number; result: number }) => {
    resolvers.get(id)?.(result);
    resolvers.delete(id);
    idle.push(worker);
    next();
  });
  return worker;
}

function next(): void {
  while (idle.length > 0 && queue.length > 0) idle.pop()?.postMessage(queue.shift());
}

function fibonacci(n: number): Promise<number> {
  const id = ++lastId;
  queue.push({ id, n });
  return new Promise((resolve) => {
    resolvers.set(id, resolve);
    next();
  });
}

async function answerTo(line: string): Promise<string> {
  if (!/^fib\s/.test(line)) return `OK...${line}`;
  const n = Number(line.slice(4));
  if (!Number.isInteger(n) || n < 0 || n > 45) return `ERR...${line}`;
  return `OK...fib(${n})=${await fibonacci(n)}`;
}

const server = net.createServer((socket) => {
  let rest = '';
  let before: Promise<unknown> = Promise.resolve();
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const answer = answerTo(line);
      before = Promise.all([answer, before]).then(([text]) => socket.write(`${text}\r\n`));
    }
  });
  socket.on('error', (error) => console.error(error.message));
});
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exit(1);
});
server.listen({ host, port }, () => {
  const { address, port } = server.address() as net.AddressInfo;
  console.log(`Socket now listening on ${address}:${port}`);
});

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
