// variant of: client
// differs: TypeScript's own syntax (`import =`, enum, namespace); readFileSync(0); collects with Buffer.concat
// @ts-expect-error erasable syntax is a wish of this repository's tsconfig; the course's tools transpile
import net = require('node:net');

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

// @ts-expect-error as above
enum Exit {
  Success = 0,
  Failure = 1,
  Usage = 2,
}

// @ts-expect-error as above
namespace Utf8 {
  /** The number of bytes at the end that begin a character which is not whole. */
  export function cutBytes(bytes: Buffer): number {
    for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
      const byte = bytes.readUInt8(bytes.length - back);
      const size = byte >> 3 === 0b11110 ? 4 : byte >> 4 === 0b1110 ? 3 : byte >> 5 === 0b110 ? 2 : 1;
      if (size > back) return back;
      if (byte >> 6 !== 0b10) return 0;
    }
    return 0;
  }
}

function usage(): never {
  console.error('usage: client --port PORT [--host HOST]');
  process.exit(Exit.Usage);
}

function flags(): { host: string; port: number } {
  try {
    const { host, port } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
    if (port && /^\d+$/.test(port) && +port <= 65535) return { host: host || '127.0.0.1', port: +port };
  } catch {
    // the usage says it all
  }
  return usage();
}

const { host, port } = flags();
console.log('Connecting to %s port %d', host, port);
const [line = ''] = readFileSync(0, 'utf8').split('\n');
const total = Buffer.byteLength(line);

let all = Buffer.alloc(0);
let printed = 0;

/** Prints what has come and is not printed yet. */
function print(): void {
  while (printed < all.length) {
    const piece = all.subarray(printed, printed + 16);
    const text = piece.subarray(0, piece.length - Utf8.cutBytes(piece));
    if (text.length === 0) return;
    console.log('Received: ' + text.toString());
    printed += text.length;
  }
}

function stop(exit: Exit, reason?: string): void {
  socket.destroy();
  if (reason !== undefined) console.error(reason);
  process.exitCode = exit;
}

const socket = net.connect(port, host, () => {
  console.log('Sending ' + line);
  socket.write(line);
  if (total === 0) done();
});
socket.on('data', (chunk: Buffer) => {
  all = Buffer.concat([all, chunk]);
  print();
  if (all.length >= total) done();
});
socket.on('end', () => stop(Exit.Failure, `closed after ${all.length} of ${total} bytes`));
socket.on('error', (error: NodeJS.ErrnoException) => stop(Exit.Failure, String(error.code)));

function done(): void {
  console.log('Closing connection to the server');
  stop(Exit.Success);
}
