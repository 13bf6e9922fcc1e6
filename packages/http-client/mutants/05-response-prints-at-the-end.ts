// mutant of: 05-response
// fault: reads to the end of the connection before it looks at anything
// caught by: 05-response/prints-as-much-body-as-content-length-says-and-ends
// looks as if: waits-for-the-other-end
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 05-response [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
};

let host = 'www.google.com';
let port = 80;
let path = '/';
try {
  const { values } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
  });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : Number.NaN;
  if (values.path) path = values.path;
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

const socket = new Socket();
console.log('Socket created');
try {
  const [found] = await lookup(host, { all: true, order: 'ipv4first' });
  const address = found?.address ?? '';
  console.log(`The IP address of ${host} is ${address}`);

  socket.connect(port, address);
  await once(socket, 'connect');
  console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);

  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`);
  console.log('Message sent successfully');

  // The server was asked to close behind its answer.
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece);
  const answer = Buffer.concat(pieces);
  const end = answer.indexOf('\r\n\r\n') + 4;
  if (end < 4) throw new Error('no headers');
  const head = answer.toString('latin1', 0, end);
  let body = answer.subarray(end);

  const [, status] = head.split(' ');
  const header = (name: string) => new RegExp(`^${name}:(.*)$`, 'im').exec(head)?.[1]?.trim();
  const length = header('content-length');
  if (status === '204' || status === '304') {
    body = Buffer.alloc(0);
  } else if (header('transfer-encoding')) {
    const chunks: Buffer[] = [];
    for (let at = 0; ; ) {
      const newline = body.indexOf('\r\n', at);
      const size = newline < 0 ? Number.NaN : Number.parseInt(body.toString('latin1', at, newline), 16);
      if (!(newline + 2 + size <= body.length)) throw new Error('a chunk is missing');
      if (size === 0) break;
      chunks.push(body.subarray(newline + 2, newline + 2 + size));
      at = newline + 2 + size + 2;
    }
    body = Buffer.concat(chunks);
  } else if (length !== undefined) {
    if (body.length < Number(length)) throw new Error(`only ${body.length} bytes of ${length}`);
    body = body.subarray(0, Number(length));
  }
  process.stdout.write(head, 'latin1');
  process.stdout.write(body);
} catch (problem) {
  const { code, syscall, message } = problem as NodeJS.ErrnoException;
  console.error(syscall === 'getaddrinfo' ? 'Hostname could not be resolved' : (code ?? message));
  process.exitCode = 1;
}
