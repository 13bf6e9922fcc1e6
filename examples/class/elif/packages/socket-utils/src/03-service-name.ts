import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 03-service-name [--port PORT] [--protocol tcp|udp]');
  process.exit(2);
};

let port: number | undefined;
let protocol = 'tcp';
try {
  const { values } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } },
  });
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
  if (values.protocol) protocol = values.protocol;
} catch {
  usage();
}
if (port !== undefined && !(port >= 0 && port <= 65535)) usage();

/** The services, line by line. */
async function* services() {
  const file = existsSync('/etc/services') ? '/etc/services' : new URL('../services.txt', import.meta.url);
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const entry = /^\s*([^\s#]+)\s+(\d+)\/(\w+)/.exec(line);
    if (entry) yield { name: entry[1], port: Number(entry[2]), protocol: entry[3] };
  }
}

async function tell(port: number, protocol: string) {
  for await (const service of services()) {
    if (service.port === port && service.protocol === protocol) {
      console.log(`Protocol ${protocol}, port ${port} => name [${service.name}]`);
      return;
    }
  }
  console.log(`Protocol ${protocol}, port ${port} => no service`);
  process.exitCode = 1;
}

if (port !== undefined) {
  await tell(port, protocol);
} else {
  await tell(25, 'tcp');
  await tell(53, 'udp');
}
