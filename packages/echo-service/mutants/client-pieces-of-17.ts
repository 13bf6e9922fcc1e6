// mutant of: client
// fault: receives pieces of 17 bytes
// caught by: client/prints-the-echo-in-pieces-of-at-most-16-bytes
import net from 'node:net';
import readline from 'node:readline';
import { StringDecoder } from 'node:string_decoder';
import { parseArgs } from 'node:util';

function main(host: string, port: number): void {
  console.log(`Connecting to ${host} port ${port}`);
  const lines = readline.createInterface({ input: process.stdin, terminal: false });
  lines.once('line', (line) => {
    lines.close();
    process.stdin.destroy();
    converse(host, port, line);
  });
}

function converse(host: string, port: number, line: string): void {
  const decoder = new StringDecoder('utf8');
  let missing = Buffer.byteLength(line, 'utf8');

  const socket = net.connect({
    host,
    port,
    onread: {
      buffer: Buffer.alloc(17),
      callback(count, buffer) {
        const text = decoder.write(Buffer.from(buffer.subarray(0, count)));
        missing -= count;
        if (text) console.log('Received: ' + text);
        if (missing <= 0) finish();
        return true;
      },
    },
  });
  socket.on('connect', () => {
    console.log('Sending ' + line);
    if (missing === 0) finish();
    else socket.write(line, 'utf8');
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    console.error('error: ' + error.code);
    process.exitCode = 1;
  });
  socket.on('end', () => {
    if (missing <= 0) return;
    console.error(`the server has ended, and ${missing} bytes are missing`);
    process.exitCode = 1;
    socket.destroy();
  });

  function finish(): void {
    console.log('Closing connection to the server');
    socket.destroy();
  }
}

let flags: { host?: string; port?: string } = {};
try {
  flags = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
} catch {}
if (/^\d+$/.test(flags.port ?? '') && Number(flags.port) <= 65535) {
  main(flags.host ?? '127.0.0.1', Number(flags.port));
} else {
  console.error('usage: client --port PORT [--host HOST]');
  process.exitCode = 2;
}
