// variant of: client
// differs: reads all of stdin (readFileSync(0)); binds by itself; a Promise race between the reply and the time; process.exit

import dgram, { type RemoteInfo } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

interface Reply {
  text: string;
  source: RemoteInfo;
}

let flags: { host?: string; port?: string; timeout?: string };
try {
  flags = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
  }).values;
} catch {
  flags = { port: '-' };
}
const { host = '127.0.0.1', port = '12000', timeout = '5000' } = flags;
if (!/^\d+$/.test(port) || +port > 65535) {
  console.error('usage: client [--port PORT] [--host HOST] [--timeout MS]');
  process.exit(2);
}

process.stdout.write('Input lowercase sentence: ');
const [line = ''] = readFileSync(0).toString().split('\n', 1);

const socket = dgram.createSocket('udp4');
const reply = new Promise<Reply>((resolve, reject) => {
  socket.on('error', reject);
  socket.on('message', (bytes, source) => {
    if (`${source.address}:${source.port}` === `${host}:${port}`) resolve({ text: bytes.toString(), source });
    else console.log(`(a datagram from ${source.address} port ${source.port} was passed over)`);
  });
});
const silence = new Promise<null>((resolve) => {
  socket.bind(() => {
    socket.send(Buffer.from(line), Number(port), host, () => setTimeout(resolve, Number(timeout), null));
  });
});

Promise.race([reply, silence]).then(
  (came) => {
    if (came === null) {
      console.error(`No reply within ${timeout} ms`);
      process.exit(1);
    }
    console.log(`Received message from ${came.source.address} port ${came.source.port}`);
    process.stdout.write(`${came.text}\n`, () => process.exit(0));
  },
  (error: NodeJS.ErrnoException) => {
    console.error(error.code);
    process.exit(1);
  },
);
