// variant of: 05-response
// differs: small functions that hand each other what is left, no class and no await; prints in one write at the end
import * as dns from 'node:dns';
import * as net from 'node:net';
import * as util from 'node:util';

/** Takes bytes, and answers who takes the next ones; `null` when the answer is whole. */
type Consumer = (bytes: Buffer) => Consumer | null;

const output: Buffer[] = [];

const line =
  (then: (text: string) => Consumer | null, before: Buffer = Buffer.alloc(0)): Consumer =>
  (bytes) => {
    const all = Buffer.concat([before, bytes]);
    const end = all.indexOf('\r\n');
    if (end < 0) return line(then, all);
    const next = then(all.toString('latin1', 0, end));
    const rest = all.subarray(end + 2);
    return next === null || rest.length === 0 ? next : next(rest);
  };

const take =
  (count: number, then: () => Consumer | null): Consumer =>
  (bytes) => {
    output.push(bytes.subarray(0, count));
    if (bytes.length < count) return take(count - bytes.length, then);
    const next = then();
    const rest = bytes.subarray(count);
    return next === null || rest.length === 0 ? next : next(rest);
  };

const toTheEnd: Consumer = (bytes) => {
  output.push(bytes);
  return toTheEnd;
};

const trailers = (text: string): Consumer | null => (text === '' ? null : line(trailers));

const chunk = (): Consumer =>
  line((text) => {
    const size = Number.parseInt(text, 16);
    return size === 0 ? line(trailers) : take(size, () => line(chunk));
  });

const head = (lines: string[]): Consumer =>
  line((text) => {
    lines.push(text);
    return text === '' ? body(lines) : head(lines);
  });

function body(lines: string[]): Consumer | null {
  output.push(Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
  const has = (pattern: RegExp) => lines.map((each) => pattern.exec(each)).find(Boolean);
  if (has(/^HTTP\/1\.1 (?:204|304)/)) return null;
  if (has(/^transfer-encoding:/i)) return chunk();
  const length = has(/^content-length:\s*(\d+)/i)?.[1];
  if (length === undefined) return toTheEnd;
  return Number(length) === 0 ? null : take(Number(length), () => null);
}

let consumer: Consumer | null = head([]);

const give = (code: number, reason?: string) => {
  socket.removeAllListeners().on('error', () => {});
  socket.destroy();
  if (reason !== undefined) process.stderr.write(`${reason}\n`);
  process.stdout.write(Buffer.concat(output), () => process.exit(code));
};

let flags: { host?: string; port?: string; path?: string };
try {
  flags = util.parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
  }).values;
} catch {
  flags = { port: '' };
}
const { host = 'www.google.com', port = '80', path = '/' } = flags;
if (!/^\d+$/.test(port) || Number(port) > 65535) {
  process.stderr.write('Usage: 05-response [--host HOST] [--port PORT] [--path PATH]\n');
  process.exit(2);
}

const socket = new net.Socket();
process.stdout.write('Socket created\n');
socket.on('error', (error: NodeJS.ErrnoException) => give(1, `socket: ${error.code}`));
socket.on('data', (bytes: Buffer) => {
  consumer = consumer?.(bytes) ?? null;
  if (consumer === null) give(0);
});
socket.on('end', () => (consumer === toTheEnd ? give(0) : give(1, 'The server stopped in the middle')));
dns.lookup(host, { family: 4 }, (error, address) => {
  if (error) return give(1, 'Hostname could not be resolved');
  process.stdout.write(`The IP address of ${host} is ${address}\n`);
  socket.connect(Number(port), address, () => {
    process.stdout.write(`Socket connected to ${host} on ip ${socket.remoteAddress}\n`);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`);
    process.stdout.write('Message sent successfully\n');
  });
});
