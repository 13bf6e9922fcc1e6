// mutant of: 03-service-name
// fault: looks at the port only, and takes the first protocol that has it
// caught by: 03-service-name/tells-tcp-from-udp
// varies: which ports are asked for hangs on the services database of the machine
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { port, protocol } = readFlags();
const database = readDatabase();

/** Prints the name of a service. */
function tell(protocol: string, port: number): void {
  const name = serviceName(port);
  if (name === undefined) {
    complain(protocol, port);
    return;
  }
  console.log(`Protocol ${protocol}, port ${port} => name [${name}]`);
}

/** The name of the service that `database` has at this port of this protocol, or `undefined`. */
function serviceName(port: number): string | undefined {
  for (const line of database.split('\n')) {
    const [entry = ''] = line.split('#');
    const [name, end] = entry.trim().split(/\s+/);
    if (end?.startsWith(`${port}/`)) return name;
  }
  return undefined;
}

/** The database has no service at this port of this protocol. */
function complain(protocol: string, port: number): void {
  console.error(`Protocol ${protocol}, port ${port} => no service`);
  process.exitCode = 1;
}

if (port !== undefined) {
  tell(protocol, port);
} else {
  tell('tcp', 25);
  tell('udp', 53);
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
