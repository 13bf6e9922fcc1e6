/**
 * Answers every line of every client with "OK..." and the line. The line "fib N" is answered with the N-th Fibonacci
 * number, computed on a worker thread, so that all other clients are served meanwhile.
 *
 *     tsx src/05-concurrent.ts [--port 8888] [--host 127.0.0.1]
 */
import net from 'node:net';
import { parseArgs } from 'node:util';

const LARGEST_N = 45;

startServer();

function startServer(): void {
  const { host, port } = readFlags();

  // A client that has ended its side may still wait for answers: `allowHalfOpen` keeps our side open for them.
  const server: net.Server = net.createServer({ allowHalfOpen: true }, serve);
  server.listen(port, host);
  server.on('listening', () => {
    const address = server.address();
    if (address && typeof address === 'object') {
      console.log(`Socket now listening on ${host}:${address.port}`);
    }
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
      socket.write((await answerTo(line)) + '\n');
    });
  }
}

async function answerTo(line: string): Promise<string> {
  const [, word] = /^fib (.*)$/.exec(line) ?? [];
  if (word === undefined) {
    return `OK...${line}`;
  }
  if (!/^\d{1,2}$/.test(word) || Number(word) > LARGEST_N) {
    return 'ERR...número inválido: ' + word;
  }
  const n = Number(word);
  const result = await fibOnWorker(n);
  return result === undefined ? 'ERR...the computation broke off' : `OK...fib(${n})=${result}`;
}

/** async: assim o cálculo não bloqueia os outros clientes, e não são precisos workers */
async function fibOnWorker(n: number): Promise<number | undefined> {
  return fib(n);
}

/** The N-th Fibonacci number by plain recursion: slow on purpose, it stands for any long computation. */
function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
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
