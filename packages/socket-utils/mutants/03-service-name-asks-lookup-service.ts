// mutant of: 03-service-name
// fault: asks dns.lookupService, which knows the services of TCP only
// caught by: 03-service-name/tells-tcp-from-udp
// varies: which ports are asked for hangs on the services database of the machine
import dns from 'node:dns/promises';
import { parseArgs } from 'node:util';

const { port, protocol } = readFlags();

/** Prints the name of a service. */
async function tell(protocol: string, port: number): Promise<void> {
  const { service } = await dns.lookupService('127.0.0.1', port);
  if (service === String(port)) {
    complain(protocol, port);
    return;
  }
  console.log(`Protocol ${protocol}, port ${port} => name [${service}]`);
}

/** The database has no service at this port of this protocol. */
function complain(protocol: string, port: number): void {
  console.error(`Protocol ${protocol}, port ${port} => no service`);
  process.exitCode = 1;
}

if (port !== undefined) {
  await tell(protocol, port);
} else {
  await tell('tcp', 25);
  await tell('udp', 53);
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
