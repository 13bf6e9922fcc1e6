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
  for (const line of database.split('\n')) {
    const sinComentario = line.split('#')[0] ?? '';
    const [name, where] = sinComentario.trim().split(/\s+/);
    if (where === `${port}/${protocol}`) {
      return name; // la primera palabra; las demás son alias
    }
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
