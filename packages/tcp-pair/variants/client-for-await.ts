// variant of: client
// differs: `for await` over the socket, TextDecoder in stream mode; the line by an async iterator; process.exit at the end
import { connect, type Socket } from 'node:net';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

async function connected(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket.off('error', reject)));
  });
}

async function readReply(socket: Socket): Promise<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  for await (const chunk of socket) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

async function main(host: string, port: number): Promise<number> {
  const socket = await connected(host, port);
  console.log(`Connected from ${socket.localAddress}:${socket.localPort}`);
  const lines = readline.createInterface({ input: process.stdin, terminal: false })[Symbol.asyncIterator]();
  console.log('Write a sentence:');
  const { value: line = '' } = await lines.next();
  socket.write(Buffer.from(`${line}\n`));
  const reply = await readReply(socket);
  if (reply.length === 0) {
    console.error('no reply');
    return 1;
  }
  await new Promise<void>((resolve) => process.stdout.write(`From server: ${reply}`, () => resolve()));
  return 0;
}

function usage(): never {
  console.error('usage: client [--port=12000] [--host=127.0.0.1]');
  process.exit(2);
}

let values: { host?: string; port?: string };
try {
  ({ values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }));
} catch {
  usage();
}
const port = values.port ?? '12000';
if (!/^\d+$/.test(port) || Number(port) > 65535) usage();
main(values.host ?? '127.0.0.1', Number(port)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(`failed with ${error.code}`);
    process.exit(1);
  },
);
