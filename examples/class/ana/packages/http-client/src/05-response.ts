/**
 * An HTTP client: sends a request, and prints the answer: status line, headers, an empty line, and the body as it was
 * before it was wrapped up for the journey.
 *
 *     tsx src/05-response.ts [--host www.google.com] [--port 80] [--path /]
 */
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

dns.lookup(host, { family: 4 }, (error, address) => {
  if (error) {
    fail('Hostname could not be resolved');
    return;
  }
  console.log(`The IP address of ${host} is ${address}`);
  connect(address);
});

/** Asks the server for a connection. */
function connect(address: string): void {
  socket.connect(port, address, () => {
    console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
    ask();
  });
}

/** Asks the server for the page at `path`. */
function ask(): void {
  const name = net.isIPv6(host) ? `[${host}]` : host; // the colons of an IPv6 address stand in brackets (RFC 9110 §7.2)

  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${port === 80 ? name : `${name}:${port}`}`,
    'Connection: close',
    '', // la línea vacía
    '',
  ];
  socket.write(lines.join('\r\n'), () => {
    console.log('Message sent successfully');
    void printAnswer();
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
    fail((error as Error).message);
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
  const line = take(received.indexOf('\n') + 1).toString('latin1');
  return line.replace(/\r?\n$/, '');
}

/** Prints the body, which may end in four ways. @param status `200` @param headers lines such as `Content-Length: 5` */
async function printBody(status: string, headers: string[]): Promise<void> {
  const valor = (nombre: string) =>
    headers.find((header) => header.toLowerCase().startsWith(`${nombre}:`))?.slice(nombre.length + 1).trim();
  if (status === '204' || status === '304') {
    return;
  }
  if (valor('transfer-encoding')?.toLowerCase() === 'chunked') {
    await printChunks();
    return;
  }
  const length = valor('content-length');
  if (length !== undefined) {
    await printBytes(toNumber(length, 10));
  } else {
    await printRest();
  }
}

/** Prints the next `count` bytes, and takes none behind them. */
async function printBytes(count: number): Promise<void> {
  let faltan = count;
  while (faltan > 0) {
    if (received.length === 0) {
      await needMore();
    }
    const trozo = take(Math.min(faltan, received.length));
    process.stdout.write(trozo);
    faltan -= trozo.length;
  }
}

/** Prints a body that comes in chunks: the size of each stands in a line before it. */
async function printChunks(): Promise<void> {
  for (;;) {
    const size = toNumber(await readLine(), 16);
    if (size === 0) {
      break;
    }
    await printBytes(size);
    await readLine(); // el CR LF que va detrás de los bytes
  }
  while ((await readLine()) !== '') {
    // los trailers no son cuerpo
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
    throw new Error('La respuesta está cortada');
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
