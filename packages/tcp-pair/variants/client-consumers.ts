// variant of: client
// differs: one async function; `text` of node:stream/consumers reads to the end; readline/promises; ends its side after sending
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

async function talk(host: string, port: number): Promise<void> {
  const socket = createConnection({ host, port });
  await once(socket, 'connect');
  console.log(`Connected from ${socket.localAddress}:${socket.localPort}`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const line = await terminal.question('> ');
  terminal.close();
  socket.end(`${line}\n`);
  const reply = await text(socket);
  if (reply === '') throw new Error('the server said nothing');
  console.log(`From server: ${reply}`);
}

let flags: { host: string; port: string };
try {
  const host = { type: 'string', default: '127.0.0.1' } as const;
  const port = { type: 'string', default: '12000' } as const;
  flags = parseArgs({ options: { host, port } }).values;
  if (!/^\d+$/.test(flags.port) || Number(flags.port) > 65535) throw new Error('that is no port');
} catch {
  console.error('usage: client [--host HOST] [--port PORT]');
  process.exit(2);
}
try {
  await talk(flags.host, Number(flags.port));
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code ?? message);
  process.exitCode = 1;
}
