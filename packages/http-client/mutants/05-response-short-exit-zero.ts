// mutant of: 05-response
// fault: says that the body is cut short, and ends with 0
// caught by: 05-response/says-so-when-the-server-ends-in-the-middle-of-the-body
import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port, path } = readFlags();

let received: Buffer = Buffer.alloc(0); // what has come from the server and is not read yet
let hasEnded = false; // the server has ended its side: nothing more will come
let wake = () => {}; // called whenever something has come, or the server has ended

const socket = new net.Socket();
console.log('Socket created');

socket.on('data', (chunk: Buffer) => {
  received = Buffer.concat([received, chunk]);
  wake();
});
socket.on('end', () => {
  hasEnded = true;
  wake();
});
socket.on('error', (error: NodeJS.ErrnoException) => fail(`Talking to ${host}:${port} failed: ${error.code}`));

dns.lookup(host, { order: 'ipv4first' }, (error, address) => {
  if (error) {
    fail('Hostname could not be resolved');
  } else {
    console.log(`The IP address of ${host} is ${address}`);
    connect(address);
  }
});

/** Asks the server for a connection. */
function connect(address: string): void {
  socket.connect({ host: address, port }, () => {
    console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
    ask();
  });
}

/** Asks the server for the page at `path`. */
function ask(): void {
  const name = net.isIPv6(host) ? `[${host}]` : host; // the colons of an IPv6 address stand in brackets (RFC 9110 §7.2)

  const request = [
    `GET ${path} HTTP/1.1`,
    `Host: ${port === 80 ? name : `${name}:${port}`}`,
    'Connection: close',
    '',
    '', // so that the empty line has its CR LF, too
  ].join('\r\n');
  socket.write(request, () => {
    console.log('Message sent successfully');
    printAnswer();
  });
}

/** Reads the answer and prints it. With its last byte the program is over, whether the server closes or not. */
async function printAnswer(): Promise<void> {
  try {
    const [statusLine = '', ...headers] = await readHead();
    process.stdout.write(`${[statusLine, ...headers].join('\r\n')}\r\n\r\n`, 'latin1');
    await printBody(statusLine.split(' ')[1] ?? '', headers);
    socket.destroy();
  } catch (error) {
    console.error((error as Error).message);
    socket.destroy();
  }
}

/** The lines above the empty line: the status line, and the headers. */
async function readHead(): Promise<string[]> {
  const lines: string[] = [];
  for (let line = await readLine(); line !== ''; line = await readLine()) {
    lines.push(line);
  }
  return lines;
}

/** Reads one line, and gives it back without its line end. */
async function readLine(): Promise<string> {
  while (!received.includes('\n')) {
    await needMore();
  }
  const line = take(received.indexOf('\n') + 1);
  return line.toString('latin1').replace(/\r?\n$/, '');
}

/** Prints the body, which may end in four ways. @param status `200` @param headers lines such as `Content-Length: 5` */
async function printBody(status: string, headers: string[]): Promise<void> {
  const find = (name: string) => {
    const header = headers.find((line) => line.toLowerCase().startsWith(`${name}:`));
    return header?.slice(name.length + 1).trim();
  };
  const coding = find('transfer-encoding');
  const length = find('content-length');
  if (status === '204' || status === '304') {
    return;
  }
  if (coding?.toLowerCase() === 'chunked') {
    await printChunks();
  } else if (length !== undefined && coding === undefined) {
    await printBytes(toNumber(length, 10));
  } else {
    await printRest();
  }
}

/** Prints the next `count` bytes, and takes none behind them. */
async function printBytes(count: number): Promise<void> {
  let left = count;
  while (left > 0) {
    if (received.length === 0) {
      await needMore();
    }
    const piece = take(Math.min(left, received.length));
    process.stdout.write(piece);
    left -= piece.length;
  }
}

/** Prints a body that comes in chunks: the size of each stands in a line before it. */
async function printChunks(): Promise<void> {
  let size = toNumber(await readLine(), 16);
  while (size > 0) {
    await printBytes(size);
    await readLine();
    size = toNumber(await readLine(), 16);
  }
  let trailer = await readLine();
  while (trailer !== '') {
    trailer = await readLine();
  }
}

/** Prints a body that ends when the server ends its side. */
async function printRest(): Promise<void> {
  do {
    process.stdout.write(take(received.length));
  } while (await more());
}

/** Takes the first `count` bytes out of `received`. */
function take(count: number): Buffer {
  const taken = received.subarray(0, count);
  received = received.subarray(count);
  return taken;
}

/** The number that stands at the beginning of a text; what stands behind it is left aside. @throws Error when there is none */
function toNumber(text: string, radix: 10 | 16): number {
  const number = Number.parseInt(text, radix);
  if (Number.isNaN(number)) {
    throw new Error(`The server sent "${text}" where a number has to stand`);
  }
  return number;
}

/** Waits until more is in `received`: true. When the server has ended its side instead: false. */
function more(): Promise<boolean> {
  return new Promise((resolve) => {
    wake = () => resolve(!hasEnded);
    if (hasEnded) {
      wake();
    }
  });
}

/** Waits until more is in `received`. The answer is not whole yet, so the server must not end now. */
async function needMore(): Promise<void> {
  const hasCome = await more();
  if (!hasCome) {
    throw new Error('The answer was cut short: the server closed the connection');
  }
}

/** Ends the program with a line on stderr and exit code 1. */
function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1; // process.exit() would lose what stdout has not written yet
  socket.destroy();
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number; path: string } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    });
    const { host = 'www.google.com', port = '80', path = '/' } = values;
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host, port: Number(port), path };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: 05-response [--host HOST] [--port PORT] [--path PATH]   (PORT is a whole number, 0 to 65535)');
  process.exit(2);
}
