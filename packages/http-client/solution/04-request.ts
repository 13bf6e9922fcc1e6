/**
 * The fourth step of an HTTP client: sends a request, and does not wait for the answer.
 *
 *     tsx src/04-request.ts [--host www.google.com] [--port 80] [--path /]
 */
import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port, path } = readFlags();

// gap 1: create a TCP socket, then print "Socket created"
// starter: const socket: net.Socket = todo(1);
const socket = new net.Socket();
console.log('Socket created');
// end gap

socket.on('error', (error: NodeJS.ErrnoException) => fail(`Talking to ${host}:${port} failed: ${error.code}`));

// gap 2: resolve `host` and say so, as in 02-resolve; then call `connect` with the address, or `fail`
dns.lookup(host, { order: 'ipv4first' }, (error, address) => {
  if (error) {
    fail('Hostname could not be resolved');
  } else {
    console.log(`The IP address of ${host} is ${address}`);
    connect(address);
  }
});
// end gap

/** Asks the server for a connection. */
function connect(address: string): void {
  // gap 3: connect the socket to `address` and `port`; once the connection stands say so, as in 03-connect, and
  //   call `ask`
  socket.connect({ host: address, port }, () => {
    console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
    ask();
  });
  // end gap
}

/** Asks the server for the page at `path`. */
function ask(): void {
  const name = net.isIPv6(host) ? `[${host}]` : host; // the colons of an IPv6 address stand in brackets (RFC 9110 §7.2)

  // gap 4: send the request, and have `sent` called once the system has taken all of it. Its lines: GET with `path` and
  //   HTTP/1.1; Host with `name` and, unless it is 80, `port`; Connection with "close"; then an empty line. Each ends in CR LF
  const request = [
    `GET ${path} HTTP/1.1`,
    `Host: ${port === 80 ? name : `${name}:${port}`}`,
    'Connection: close',
    '',
    '', // so that the empty line has its CR LF, too
  ].join('\r\n');
  socket.write(request, sent);
  // end gap
}

/** The system has taken the request. Whether the server has read it, or ever will, is another matter. */
function sent(): void {
  // gap 5: print "Message sent successfully", and close the connection without waiting for the answer
  console.log('Message sent successfully');
  socket.destroy();
  // end gap
}

/** Ends the program with a line on stderr and exit code 1. */
function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1; // process.exit() would lose what stdout has not written yet
  socket.destroy();
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number; path: string } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    });
    const { host = 'www.google.com', port = '80', path = '/' } = values;
    if (/^\d+$/.test(port) && Number(port) <= 65535) {
      return { host, port: Number(port), path };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: 04-request [--host HOST] [--port PORT] [--path PATH]   (PORT is a whole number, 0 to 65535)');
  process.exit(2);
}
