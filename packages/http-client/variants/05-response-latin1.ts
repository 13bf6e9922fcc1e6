// variant of: 05-response
// differs: CommonJS; the stream is text with a letter for each byte (setEncoding latin1), the head is printed without CRs
const dns: typeof import('node:dns') = require('node:dns');
const net: typeof import('node:net') = require('node:net');
const util: typeof import('node:util') = require('node:util');

const stop = (code: number, line: string): never => {
  console.error(line);
  process.exit(code);
};

function args(): { host?: string; port?: string; path?: string } {
  try {
    return util.parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    }).values;
  } catch {
    return stop(2, 'Usage: 05-response [--host HOST] [--port PORT] [--path PATH]');
  }
}

const { host = 'www.google.com', port = '80', path = '/' } = args();
if (!/^\d+$/.test(port) || Number(port) > 65535) {
  stop(2, 'Usage: 05-response [--host HOST] [--port PORT] [--path PATH]; a PORT is a number');
}

let head: string | undefined;
let left = 0; // bytes of the body, or of the chunk, that are still to come
let mode: 'counted' | 'chunks' | 'close' | 'none' = 'none';
let isLast = false; // the chunk of size 0 has come
let text = '';
let whole = false;

function finish(): void {
  whole = true;
  socket.destroy();
}

function body(part: string): void {
  process.stdout.write(part, 'latin1');
}

/** Takes what it can from `text`; false when it has to wait. */
function take(): boolean {
  if (head === undefined) {
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return false;
    head = text.slice(0, end);
    text = text.slice(end + 4);
    console.log(`${head.replace(/\r\n/g, '\n')}\n`);
    const length = /\ncontent-length:\s*(\d+)/i.exec(head);
    if (/^\S+ (?:204|304) /.test(head)) mode = 'none';
    else if (/\ntransfer-encoding:\s*chunked/i.test(head)) mode = 'chunks';
    else mode = length ? 'counted' : 'close';
    left = mode === 'counted' ? Number(length?.[1]) : 0;
    return true;
  }
  if (mode === 'close') {
    body(text);
    text = '';
    return false;
  }
  if (left > 0) {
    body(text.slice(0, left));
    const taken = Math.min(left, text.length);
    left -= taken;
    text = text.slice(taken);
    return left === 0 && (mode !== 'chunks' || isLineThere());
  }
  if (mode !== 'chunks') {
    finish();
    return false;
  }
  const line = /^(?:\r\n)?([^\r\n]+)\r\n/.exec(text);
  if (isLast) {
    if (/^(?:[^\r\n]+\r\n)*\r\n/.test(text)) finish();
    return false;
  }
  if (!line) return false;
  left = parseInt(line[1] ?? '', 16);
  isLast = left === 0;
  text = text.slice(line[0].length);
  return true;
}

function isLineThere(): boolean {
  return text.length > 0;
}

const socket = new net.Socket();
console.log('Socket created');
socket.setEncoding('latin1');
socket.on('data', (part: string) => {
  text += part;
  while (!whole && take());
});
socket.on('end', () => {
  if (!whole && (mode !== 'close' || head === undefined)) stop(1, 'Something is missing at the end of the answer');
});
socket.on('error', (error: NodeJS.ErrnoException) => {
  if (!whole) stop(1, `The connection is broken: ${error.code}`);
});

dns.lookup(host, { family: 4 }, (error, address) => {
  if (error) return stop(1, 'Hostname could not be resolved');
  console.log(`The IP address of ${host} is ${address}`);
  return socket.connect({ port: Number(port), host: address }, () => {
    console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
    socket.write(`GET ${path} HTTP/1.1\r\n`);
    socket.write(`Connection: close\r\nHost: ${host}:${port}\r\n\r\n`, () => console.log('Message sent successfully'));
  });
});
