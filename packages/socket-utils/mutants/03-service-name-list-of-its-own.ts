// mutant of: 03-service-name
// fault: knows the services that everybody knows, and reads no database
// caught by: 03-service-name/knows-the-whole-database
// varies: which ports are asked for hangs on the services database of the machine
import { parseArgs } from 'node:util';

const { port, protocol } = readFlags();
const SERVICES: Record<string, string> = {
  '7/tcp': 'echo',
  '7/udp': 'echo',
  '9/tcp': 'discard',
  '9/udp': 'discard',
  '13/tcp': 'daytime',
  '13/udp': 'daytime',
  '20/tcp': 'ftp-data',
  '21/tcp': 'ftp',
  '22/tcp': 'ssh',
  '23/tcp': 'telnet',
  '25/tcp': 'smtp',
  '53/tcp': 'domain',
  '53/udp': 'domain',
  '80/tcp': 'http',
  '123/udp': 'ntp',
  '443/tcp': 'https',
  '512/tcp': 'exec',
  '512/udp': 'biff',
  '513/tcp': 'login',
  '513/udp': 'who',
  '514/tcp': 'shell',
  '514/udp': 'syslog',
};

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
  return SERVICES[`${port}/${protocol}`];
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
