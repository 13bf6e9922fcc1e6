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

let received = ''; // o que já chegou

const socket = new net.Socket();
console.log('Socket created');

socket.setEncoding('utf8'); // senão um ñ pode vir partido em dois
socket.on('data', (chunk: string) => {
  received += chunk;
  look(false);
});
socket.on('end', () => look(true));
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

  const hostLine = port === 80 ? name : `${name}:${port}`;
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostLine}\r\nConnection: close\r\n\r\n`, () => {
    console.log('Message sent successfully');
  });
}

/** Vê se a resposta já está inteira, e então escreve-a. */
function look(ended: boolean): void {
  const empty = received.indexOf('\r\n\r\n');
  if (empty === -1) {
    if (ended) fail('The answer was cut short');
    return;
  }
  const head = received.slice(0, empty);
  const body = received.slice(empty + 4);
  const status = head.split(' ')[1];
  const length = head.match(/^content-length: *(\d+)/im)?.[1];
  if (status === '204' || status === '304') {
    print(head, '');
  } else if (/^transfer-encoding: *chunked/im.test(head)) {
    const whole = unchunk(body);
    if (whole !== undefined) print(head, whole);
    else if (ended) fail('The answer was cut short');
  } else if (length !== undefined) {
    if (body.length >= Number(length)) print(head, body.slice(0, Number(length)));
    else if (ended) fail('The answer was cut short');
  } else if (ended) {
    print(head, body);
  }
}

/** O corpo sem os tamanhos, ou undefined se ainda falta alguma coisa. */
function unchunk(text: string): string | undefined {
  let rest = text;
  let body = '';
  for (;;) {
    const end = rest.indexOf('\r\n');
    if (end === -1) return undefined;
    const size = Number.parseInt(rest.slice(0, end), 16);
    if (size === 0) return body;
    if (rest.length < end + 2 + size + 2) return undefined;
    body += rest.slice(end + 2, end + 2 + size);
    rest = rest.slice(end + 2 + size + 2);
  }
}

function print(head: string, body: string): void {
  process.stdout.write(`${head}\r\n\r\n${body}`);
  socket.removeAllListeners('data');
  socket.removeAllListeners('end');
  socket.destroy();
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
