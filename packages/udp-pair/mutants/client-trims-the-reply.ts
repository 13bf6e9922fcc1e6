// mutant of: client
// fault: trims the reply
// caught by: client/prints-the-blanks-around-the-reply-too
import dgram from 'node:dgram';
import { lookup } from 'node:dns/promises';
import readline from 'node:readline';
import { parseArgs } from 'node:util';

const { host, port, timeout } = readFlags();
const address = await addressOf(host); // the IP address of the server
let timer: NodeJS.Timeout | undefined;

const socket = dgram.createSocket('udp4');

socket.on('message', receive);
socket.on('error', (error: NodeJS.ErrnoException) => fail(`The socket failed: ${error.code}`));

const terminal = readline.createInterface({ input: process.stdin, output: process.stdout });
terminal.question('Input lowercase sentence: ', send);

/** Sends the line, without its line end. An empty line is a datagram too: an empty one. */
function send(sentence: string): void {
  terminal.close();
  process.stdin.destroy(); // an open stdin would keep the program running
  socket.send(sentence, port, address, sent);
}

/** The datagram has left, which says nothing about its arrival. The time for the reply begins now. */
function sent(error: NodeJS.ErrnoException | null): void {
  if (error) {
    fail(`Sending failed: ${error.code}`);
    return;
  }
  timer = setTimeout(giveUp, timeout);
}

/** Takes one datagram. Anybody can send us one: `source` says who did. */
function receive(message: Buffer, source: dgram.RemoteInfo): void {
  if (source.address !== address || source.port !== port) {
    return;
  }
  console.log(`Received message from ${source.address} port ${source.port}`);
  console.log(message.toString('utf8').trim());
  clearTimeout(timer);
  socket.close();
}

/** The time is up. The question or the answer was lost, or nobody is there: UDP does not tell. */
function giveUp(): void {
  fail(`No reply within ${timeout} ms`);
}

/** Ends the program with a line on stderr and exit code 1. */
function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
  clearTimeout(timer);
  socket.close();
}

/** The IPv4 address of a host. An address is its own. */
async function addressOf(name: string): Promise<string> {
  try {
    return (await lookup(name, { family: 4 })).address;
  } catch (error) {
    console.error(`There is no address of ${name}: ${(error as NodeJS.ErrnoException).code}`);
    process.exit(1);
  }
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number; timeout: number } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
    });
    const { host = '127.0.0.1', port = '12000', timeout = '5000' } = values;
    if (/^\d+$/.test(port) && Number(port) <= 65535 && /^\d+$/.test(timeout)) {
      return { host, port: Number(port), timeout: Number(timeout) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: client [--port PORT] [--host HOST] [--timeout MS]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
