/**
 * Says which service a port belongs to, by the services database of this machine.
 *
 *     tsx src/03-service-name.ts [--port 25 [--protocol tcp]]
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { port, protocol } = readFlags();
const database = readDatabase();

/** Prints the name of a service. */
function tell(protocol: string, port: number): void {
  const name = serviceName(protocol, port);
  if (name === undefined) {
    complain(protocol, port);
    return;
  }
  console.log(`Protocol ${protocol}, port ${port} => name [${name}]`);
}

/** The name of the service that `database` has at this port of this protocol, or `undefined`. */
function serviceName(protocol: string, port: number): string | undefined {
  const line = database.split('\n').find((l) => l.includes(port + '/' + protocol))
  // TODO y los comentarios?
  return line?.split(' ')[0]
}

/** The database has no service at this port of this protocol. */
function complain(protocol: string, port: number): void {
  // TODO 2: print a line with the words "no service" on stderr, and have the program exit with 1
  todo(2, 'print a line with the words "no service" on stderr, and have the program exit with 1');
}

if (port !== undefined) {
  tell(protocol, port);
} else {
  // TODO 3: nothing was asked for: tell about port 25 of tcp, then about port 53 of udp
  todo(3, 'nothing was asked for: tell about port 25 of tcp, then about port 53 of udp');
}

/** The services database of this machine; where it has none, the copy in the folder of this topic. */
function readDatabase(): string {
  const ofMachine = '/etc/services';
  const copy = new URL('../services.txt', import.meta.url);
  return readFileSync(existsSync(ofMachine) ? ofMachine : copy, 'utf8');
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { port: number | undefined; protocol: string } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } },
    });
    const { port, protocol = 'tcp' } = values; // every program of the course takes --host; this one has no use for it
    const isProtocol = protocol === 'tcp' || protocol === 'udp';
    if (isProtocol && port === undefined && values.protocol === undefined) {
      return { port: undefined, protocol };
    }
    if (isProtocol && port !== undefined && /^\d+$/.test(port) && Number(port) <= 65535) {
      return { port: Number(port), protocol };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error(
    'Usage: 03-service-name [--port PORT [--protocol tcp|udp]] [--host HOST]   (PORT is a whole number from 0 to 65535)',
  );
  process.exit(2);
}

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/03-service-name.ts${line})`);
  process.exit(1);
}
