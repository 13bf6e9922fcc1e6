import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: client [--port PORT] [--host HOST]');
  process.exit(2);
};

let host = '127.0.0.1';
let port = 12000;
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

try {
  const socket = connect({ host, port });
  await once(socket, 'connect');
  console.log(`Connected from ${socket.localAddress}:${socket.localPort}`);

  const rl = createInterface({ input: process.stdin, output: process.stdout });
  const sentence = await rl.question('Input lowercase sentence: ');
  rl.close();
  socket.end(`${sentence}\n`); // our side is done, so that the server's `for await` ends

  let reply = '';
  const decoder = new TextDecoder();
  for await (const bytes of socket) {
    reply += decoder.decode(bytes, { stream: true });
  }
  if (reply === '') throw new Error('the server closed without a reply');
  console.log(`From server: ${reply}`);
} catch (problem) {
  const { code, message } = problem as NodeJS.ErrnoException;
  console.error(code ?? message);
  process.exitCode = 1;
}
