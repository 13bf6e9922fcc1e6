// variant of: client
// differs: reads all of stdin before it connects (readFileSync(0)); writes before it is connected; TypeScript's own syntax
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

function flags(): { host: string; port: number } {
  try {
    const { host, port = '12000' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
    }).values;
    if (/^\d+$/.test(port) && +port <= 65535) return { host: host || '127.0.0.1', port: +port };
  } catch {
    // the usage says it all
  }
  console.error('usage: client [--port PORT] [--host HOST]');
  return process.exit(Exit.Usage);
}

const { host, port } = flags();
process.stdout.write('Sentence, please: ');
const [line = ''] = readFileSync(0, 'utf8').split('\n');

let all = Buffer.alloc(0);
const socket = net.connect(port, host);
socket.write(line + '\n');
socket.on('connect', () => console.log('Connected from %s:%d', socket.localAddress, socket.localPort));
socket.on('data', (chunk: Buffer) => {
  all = Buffer.concat([all, chunk]);
});
socket.on('end', () => {
  if (all.length === 0) {
    console.error('The server has closed the connection and said nothing.');
    process.exitCode = Exit.Failure;
  } else {
    console.log('From server: ' + all.toString().trimEnd());
    process.exitCode = Exit.Success;
  }
});
socket.on('error', (error: NodeJS.ErrnoException) => {
  console.error(String(error.code));
  process.exitCode = Exit.Failure;
});
