// mutant of: server
// fault: joins what comes in short order to one reply
// caught by: server/answers-two-datagrams-with-two-replies
import dgram from 'node:dgram';
import { parseArgs } from 'node:util';

const { host, port } = readFlags();

const socket = dgram.createSocket('udp4');

socket.on('message', serve);
socket.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code} (${error.message})`);
  process.exitCode = 1;
});

// The ready line is "The server is ready to receive on HOST:PORT", with the real port (--port 0: the system chooses).
socket.bind(port, host, () => {
  console.log(`The server is ready to receive on ${host}:${socket.address().port}`);
});

let waiting = '';
let timer: NodeJS.Timeout | undefined;

/** Takes one datagram: the whole of it, as it was sent. `client` says where it came from. */
function serve(message: Buffer, client: dgram.RemoteInfo): void {
  console.log(`Message received from ${client.address} port ${client.port}`);
  const reply = message.toString('utf8').toUpperCase();
  waiting += reply;
  clearTimeout(timer);
  timer = setTimeout(() => {
    socket.send(waiting, client.port, client.address, sent);
    waiting = '';
  }, 500);
}

/** The reply has been sent, or could not be: one that is too large (EMSGSIZE) is no reason to stop serving. */
function sent(error: NodeJS.ErrnoException | null): void {
  if (error) {
    console.error(`Sending the reply failed: ${error.code}`);
  }
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const { host = '0.0.0.0', port = '12000' } = values; // 0.0.0.0: every IPv4 address of this machine
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host, port: Number(port) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: server [--port PORT] [--host HOST]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
