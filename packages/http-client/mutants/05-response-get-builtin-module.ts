// mutant of: 05-response
// fault: gets the HTTP module of Node from process.getBuiltinModule
// caught by: 05-response/says-that-the-socket-is-created
import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { host, port, path } = readFlags();

const socket = new net.Socket();
console.log('Socket created');

dns.lookup(host, { order: 'ipv4first' }, (error, address) => {
  if (error) {
    fail('Hostname could not be resolved');
  } else {
    console.log(`The IP address of ${host} is ${address}`);
    ask(address);
  }
});

/** Asks the server for the page at `path`, and prints its answer. */
function ask(address: string): void {
  const http = process.getBuiltinModule('node:http');
  const headers = { Host: port === 80 ? host : `${host}:${port}`, Connection: 'close' };
  const request = http.get({ host: address, port, path, headers }, (answer) => {
    const lines = [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`];
    for (let at = 0; at < answer.rawHeaders.length; at += 2) {
      lines.push(`${answer.rawHeaders[at]}: ${answer.rawHeaders[at + 1]}`);
    }
    process.stdout.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
    answer.pipe(process.stdout);
    answer.on('error', () => fail('The answer was cut short'));
  });
  request.on('socket', (used) => used.on('connect', () => console.log(`Socket connected to ${host} on ip ${address}`)));
  request.on('finish', () => console.log('Message sent successfully'));
  request.on('error', (error: NodeJS.ErrnoException) => fail(`Talking to ${host}:${port} failed: ${error.code}`));
  socket.destroy();
}

/** Ends the program with a line on stderr and exit code 1. */
function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
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
  console.error('Usage: 05-response [--host HOST] [--port PORT] [--path PATH]   (PORT is a whole number, 0 to 65535)');
  process.exit(2);
}
