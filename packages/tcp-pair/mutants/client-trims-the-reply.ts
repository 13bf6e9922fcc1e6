// mutant of: client
// fault: trims the reply
// caught by: client/prints-the-blanks-that-the-reply-begins-with-too
import net from 'node:net';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();
const reply: Buffer[] = []; // the chunks of the reply, in the order of their coming

const socket = new net.Socket();

socket.on('error', (error: NodeJS.ErrnoException) => fail(`Talking to ${host}:${port} failed: ${error.code}`));

socket.connect({ host, port }, talk);

/** The connection stands: asks for the line, sends it, and waits for the reply. */
async function talk(): Promise<void> {
  console.log(`Connected from ${socket.localAddress}:${socket.localPort}`);
  const line = await ask('Input lowercase sentence: ');
  socket.write(`${line}\n`);
  socket.on('data', (chunk: Buffer) => reply.push(chunk));
  socket.on('end', print);
}

/** The server has closed, so the reply is whole. Only now it becomes text: a character may have come in two chunks. */
function print(): void {
  if (reply.length === 0) {
    fail('The server closed the connection without a reply');
    return;
  }
  const text = Buffer.concat(reply).toString('utf8');
  console.log(`From server: ${text.trim()}`);
}

/** Ends the program with a line on stderr and exit code 1. */
function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1; // process.exit() would lose what stdout has not written yet
  socket.destroy();
  process.stdin.destroy();
}

/** Asks for one line of stdin, without its line end; when stdin ends before a line came, the empty line. */
async function ask(prompt: string): Promise<string> {
  process.stdout.write(prompt);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdin.destroy(); // an open stdin would keep the program running
    return line;
  }
  return '';
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const { host = '127.0.0.1', port = '12000' } = values;
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host, port: Number(port) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: client [--port PORT] [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
