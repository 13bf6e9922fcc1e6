// mutant of: 05-response
// fault: leaves the whole conversation to fetch
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
async function ask(address: string): Promise<void> {
  try {
    const answer = await fetch(`http://${net.isIPv6(address) ? `[${address}]` : address}:${port}${path}`);
    console.log(`Socket connected to ${host} on ip ${address}\nMessage sent successfully`);
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`);
    process.stdout.write(`HTTP/1.1 ${answer.status} ${answer.statusText}\r\n${headers.join('')}\r\n`);
    process.stdout.write(Buffer.from(await answer.arrayBuffer()));
    socket.destroy();
  } catch (error) {
    fail(String((error as Error).cause));
  }
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
