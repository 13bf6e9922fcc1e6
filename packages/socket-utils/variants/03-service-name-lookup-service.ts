// variant of: 03-service-name
// differs: dns.lookupService for TCP, the database for what that does not know; callbacks
import dns from 'node:dns';
import { readFile } from 'node:fs';
import { parseArgs } from 'node:util';

type Answer = (name: string | undefined) => void;

/** The system knows the services of TCP; for a port that it does not know it gives the number back. */
function tcpService(port: number, answer: Answer): void {
  dns.lookupService('127.0.0.1', port, (error, _host, service) => {
    if (error || service === `${port}`) inDatabase(port, 'tcp', answer);
    else answer(service);
  });
}

function inDatabase(port: number, protocol: string, answer: Answer): void {
  readFile('/etc/services', 'utf8', (error, text) => {
    if (error) {
      readFile(new URL('../services.txt', import.meta.url), 'utf8', (_, copy) => answer(search(copy, port, protocol)));
      return;
    }
    answer(search(text, port, protocol));
  });
}

function search(text: string, port: number, protocol: string): string | undefined {
  const entries = text.split('\n').map((line) => line.replace(/#.*$/, '').trim().split(/\s+/));
  return entries.find((words) => words[1] === `${port}/${protocol}`)?.[0];
}

function tell(protocol: string, port: number, done: () => void): void {
  const answer: Answer = (name) => {
    if (name === undefined) {
      console.error(`There is no service at port ${port} of ${protocol}`);
      process.exitCode = 1;
    } else {
      console.log(`Protocol ${protocol}, port ${port} => name [${name}]`);
    }
    done();
  };
  if (protocol === 'tcp') tcpService(port, answer);
  else inDatabase(port, protocol, answer);
}

function usage(): never {
  console.error('Usage: 03-service-name [--port PORT [--protocol tcp|udp]]');
  process.exit(2);
}

let values: { port?: string; protocol?: string };
try {
  values = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } },
  }).values;
} catch {
  usage();
}
const { port, protocol = 'tcp' } = values;
if (port === undefined) tell('tcp', 25, () => tell('udp', 53, () => {}));
else if (/^\d+$/.test(port) && Number(port) <= 65535) tell(protocol, Number(port), () => {});
else usage();
