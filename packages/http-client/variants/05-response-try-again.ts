// variant of: 05-response
// differs: keeps all bytes, and with each arrival tries to read the whole answer from its beginning
import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

interface Answer {
  head: Buffer;
  body: Buffer[];
}

/** Reads an answer. @returns undefined while something is missing */
function read(bytes: Buffer, hasEnded: boolean): Answer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.subarray(0, end + 4);
  const rest = bytes.subarray(end + 4);
  const [status = '', ...lines] = head.toString('latin1').split('\r\n');
  const headers = new Map(lines.map((line) => [line.split(':', 1)[0]?.toLowerCase(), line.replace(/^[^:]*:\s*/, '')]));
  if (/^HTTP\/1\.\d (204|304)/.test(status)) return { head, body: [] };
  if (headers.get('transfer-encoding')?.includes('chunked')) return readChunks(head, rest);
  const length = headers.get('content-length');
  if (length === undefined) return hasEnded ? { head, body: [rest] } : undefined;
  return rest.length < Number(length) ? undefined : { head, body: [rest.subarray(0, Number(length))] };
}

function readChunks(head: Buffer, bytes: Buffer): Answer | undefined {
  const body: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const begin = lineEnd + 2;
    if (size === 0) return bytes.indexOf('\r\n\r\n', lineEnd) < 0 ? undefined : { head, body };
    if (bytes.length < begin + size + 2) return undefined;
    body.push(bytes.subarray(begin, begin + size));
    at = begin + size + 2;
  }
}

function main({ host, port, path }: { host: string; port: number; path: string }): void {
  const pieces: Buffer[] = [];
  let isDone = false;
  const finish = (line?: string) => {
    if (isDone) return;
    isDone = true;
    socket.destroy();
    if (line === undefined) return;
    console.error(line);
    process.exitCode = 1;
  };
  const look = (hasEnded: boolean) => {
    const answer = read(Buffer.concat(pieces), hasEnded);
    if (answer) {
      for (const part of [answer.head, ...answer.body]) process.stdout.write(part);
      finish();
    } else if (hasEnded) finish('The answer is not whole');
  };

  const socket = new net.Socket();
  console.log('Socket created');
  socket.on('error', (error: NodeJS.ErrnoException) => finish(`${error.syscall} ${error.code}`));
  socket.on('data', (piece: Buffer) => {
    pieces.push(piece);
    look(false);
  });
  socket.on('end', () => look(true));
  dns.lookup(host, 4, (error, address) => {
    if (error) return finish('Hostname could not be resolved');
    console.log(`The IP address of ${host} is ${address}`);
    socket.connect(port, address, () => {
      console.log(`Socket connected to ${host} on ip ${address}`);
      const request = ['GET ', path, ' HTTP/1.1\r\nHost: ', host, ':', port, '\r\nConnection: close\r\n\r\n'].join('');
      socket.write(request, () => console.log('Message sent successfully'));
    });
  });
}

function usage(): never {
  console.error('Usage: 05-response [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
}

function parse() {
  try {
    const type = 'string' as const;
    return parseArgs({ options: { host: { type }, port: { type }, path: { type } } }).values;
  } catch {
    return usage();
  }
}

const { host = 'www.google.com', port = '80', path = '/' } = parse();
if (!/^\d+$/.test(port) || Number(port) > 65535) usage();
main({ host, port: Number(port), path });
