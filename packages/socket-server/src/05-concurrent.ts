/**
 * Answers every line of every client with "OK..." and the line. The line "fib N" is answered with the N-th Fibonacci
 * number, computed on a worker thread, so that all other clients are served meanwhile.
 *
 *     tsx src/05-concurrent.ts [--port 8888] [--host 127.0.0.1]
 */
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
  // TODO 1: create a TCP server with `allowHalfOpen: true` that calls `serve` for each connection; bind it to `host` and
  //   `port` and listen, and print "Socket now listening on HOST:PORT" (the real ones) once it does
  const server: net.Server = todo(1, 'create a TCP server with `allowHalfOpen: true` that calls `serve` for each connection');

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
    // TODO 2: once everything before is answered, write the answer to this line (`await answerTo(line)`) and a newline;
    //   `answered` then waits for that as well
    todo(2, 'once everything before is answered, write the answer to this line (`await answerTo(line)`) and a newline');
  }
}

async function answerTo(line: string): Promise<string> {
  const [, word] = /^fib (.*)$/.exec(line) ?? [];
  if (word === undefined) {
    return `OK...${line}`;
  }
  // TODO 3: when `word` is no whole number from 0 to LARGEST_N, return a text that begins "ERR..."
  todo(3, 'when `word` is no whole number from 0 to LARGEST_N, return a text that begins "ERR..."');
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
  // TODO 4: return one of `workers` that is not `busy`; if there is none, `hire` one, but only while there are fewer than
  //   MOST_WORKERS; else return undefined
  todo(4, 'return one of `workers` that is not `busy`');
}

/** A new worker. */
function hire(): Worker {
  // TODO 5: start a worker thread that runs this same file, `import.meta.url`
  const worker: Worker = todo(5, 'start a worker thread that runs this same file, `import.meta.url`');
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
    // TODO 6: compute fib(n), and post the result to the main thread, through `parentPort`
    todo(6, 'compute fib(n), and post the result to the main thread, through `parentPort`');
  });
}

/** The N-th Fibonacci number by plain recursion: slow on purpose, it stands for any long computation. */
function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

/** The worker has computed the result, or it has died, and there is none. */
function finish(worker: Worker, result: number | undefined): void {
  // TODO 7: hand the result to the job of the worker (`busy` knows it), take the worker out of `busy`, and call `handOut`:
  //   the next job may be waiting
  todo(7, 'hand the result to the job of the worker (`busy` knows it), take the worker out of `busy`, and call `handOut`: the next job may be waiting');
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const { host = '0.0.0.0', port = '8888' } = values; // 0.0.0.0: every IPv4 address of this machine
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host, port: Number(port) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: 05-concurrent [--port PORT] [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/05-concurrent.ts${line})`);
  process.exit(1);
}
