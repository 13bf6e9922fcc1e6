// variant of: client
// differs: one async function from top to bottom, readline/promises, events.on with an AbortSignal as the time-out
import { createSocket } from 'node:dgram';
import { on } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

const options = {
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '12000' },
  timeout: { type: 'string', default: '5000' },
} as const;

function readFlags() {
  try {
    const { values } = parseArgs({ options });
    if (/^\d+$/.test(values.port) && Number(values.port) < 65536) return values;
  } catch {
    // The usage says it.
  }
  console.error('usage: client [--host HOST] [--port PORT] [--timeout MS]');
  return process.exit(2);
}

const { host, port, timeout } = readFlags();
const terminal = createInterface({ input: process.stdin, output: process.stdout });
const sentence = await terminal.question('Input lowercase sentence: ');
terminal.close();

const socket = createSocket('udp4');
const datagrams = on(socket, 'message', { signal: AbortSignal.timeout(Number(timeout)) });
socket.send(sentence, Number(port), host);
try {
  for await (const [message, source] of datagrams) {
    if (source.port !== Number(port) || source.address !== host) continue;
    console.log(`Received message from ${source.address} port ${source.port}\n${message}`);
    break;
  }
} catch (error) {
  const { name, code } = error as NodeJS.ErrnoException;
  console.error(name === 'AbortError' ? `No reply within ${timeout} ms` : code);
  process.exitCode = 1;
}
socket.close();
process.exit(); // the signal's timer may still be running
