// mutant of: 05-concurrent
// fault: takes "8080x" for port 8080
// caught by: 05-concurrent/refuses-wrong-flags-with-its-usage
// varies: port 8080 of the machine may be taken
import net from 'node:net';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const LARGEST_N = 45;
const MOST_WORKERS = 4; // more threads than the machine has cores only take turns

/** A number to compute, and what to do with the result: `undefined` when its worker has died. */
interface Job {
  n: number;
  done(result: number | undefined): void;
}

const waiting: Job[] = []; // no worker was free for them yet, oldest first
const workers = new Set<Worker>();
const busy = new Map<Worker, Job>();

// Every worker runs this file again, from its top: the module-level variables above are its own, and stay empty there.
if (isMainThread) {
  startServer();
} else {
  startWorker();
}

function startServer(): void {
  const { host, port } = readFlags();

  // A client that has ended its side may still wait for answers: `allowHalfOpen` keeps our side open for them.
  const server = net.createServer({ allowHalfOpen: true }, serve);
  server.listen({ host, port }, () => {
    const bound = server.address() as net.AddressInfo;
    console.log(`Socket now listening on ${bound.address}:${bound.port}`);
  });

  server.on('error', (error: NodeJS.ErrnoException) => {
    console.error(`Bind failed: ${error.code} (${error.message})`);
    process.exitCode = 1;
  });
}

/** Looks after one client. */
function serve(socket: net.Socket): void {
  const client = `${socket.remoteAddress}:${socket.remotePort}`;
  let unfinished = ''; // the beginning of a line whose end has not come yet
  let answered = Promise.resolve(); // settles when all lines so far are answered

  socket.setEncoding('utf8');
  socket.on('error', (error: NodeJS.ErrnoException) => console.error(`${client}: ${error.code}`));
  socket.on('data', (text: string) => {
    const lines = (unfinished + text).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) {
      reply(line.replace(/\r$/, '')); // telnet ends its lines with CR and LF
    }
  });
  socket.on('end', () => {
    answered = answered.then(() => void socket.end());
  });

  /** Answers a line, in its turn. Nobody has to wait while it does: it only says what is to happen, and when. */
  function reply(line: string): void {
    answered = answered.then(async () => {
      if (!socket.destroyed) {
        socket.write(`${await answerTo(line)}\n`);
      }
    });
  }
}

async function answerTo(line: string): Promise<string> {
  const [, word] = /^fib (.*)$/.exec(line) ?? [];
  if (word === undefined) {
    return `OK...${line}`;
  }
  if (!/^\d+$/.test(word) || Number(word) > LARGEST_N) {
    return `ERR...N has to be a whole number from 0 to ${LARGEST_N}`;
  }
  const n = Number(word);
  const result = await fibOnWorker(n);
  return result === undefined ? 'ERR...the computation broke off' : `OK...fib(${n})=${result}`;
}

/** fib(n), computed on a worker thread as soon as one is free. */
function fibOnWorker(n: number): Promise<number | undefined> {
  return new Promise((done) => {
    waiting.push({ n, done });
    handOut();
  });
}

/** Gives waiting jobs to workers, the oldest first, while there is a worker for one. */
function handOut(): void {
  while (waiting.length > 0) {
    const worker = freeWorker();
    const job = worker && waiting.shift();
    if (!worker || !job) {
      return; // `finish` calls this function again
    }
    busy.set(worker, job);
    worker.postMessage(job.n);
  }
}

/** A worker that has nothing to do, if there is one. */
function freeWorker(): Worker | undefined {
  const free = [...workers].find((worker) => !busy.has(worker));
  return free ?? (workers.size < MOST_WORKERS ? hire() : undefined);
}

/** A new worker. */
function hire(): Worker {
  const worker = new Worker(new URL(import.meta.url));
  workers.add(worker);
  worker.on('message', (result: number) => finish(worker, result));
  worker.on('error', (error) => console.error(`A worker died: ${error}`)); // the event `exit` follows
  worker.on('exit', () => {
    workers.delete(worker);
    finish(worker, undefined);
  });
  return worker;
}

/** What a worker thread does: waits for numbers, one after the other. */
function startWorker(): void {
  parentPort?.on('message', (n: number) => {
    parentPort?.postMessage(fib(n));
  });
}

/** The N-th Fibonacci number by plain recursion: slow on purpose, it stands for any long computation. */
function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

/** The worker has computed the result, or it has died, and there is none. */
function finish(worker: Worker, result: number | undefined): void {
  const job = busy.get(worker);
  busy.delete(worker);
  job?.done(result);
  handOut();
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const { host = '0.0.0.0', port = '8888' } = values; // 0.0.0.0: every IPv4 address of this machine
    const number = Number.parseInt(port, 10);
    if (number >= 0 && number <= 65535) {
      return { host, port: number };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: 05-concurrent [--port PORT] [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
