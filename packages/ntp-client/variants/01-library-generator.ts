// variant of: 01-library
// differs: flags by hand; the basic format of ISO 8601; an own default of 4 s, which is within 5
import { Client } from 'ntp-time';

const flags = new Map<string, string>();
for (let index = 2; index < process.argv.length; index++) {
  const [, name, joined] = /^--(host|port|timeout)(?:=(.*))?$/.exec(process.argv[index] ?? '') ?? [];
  const value = joined ?? process.argv[++index];
  if (name === undefined || value === undefined) usage();
  flags.set(name, value);
}

function usage(): never {
  console.error('01-library --host HOST --port PORT --timeout MS');
  process.exit(2);
}

const port = flags.get('port') ?? '123';
if (!/^\d+$/.test(port) || Number(port) > 65535) usage();
const milliseconds = Number(flags.get('timeout') ?? 4000);

const client = new Client(flags.get('host') ?? 'pool.ntp.org', Number(port), { timeout: milliseconds });
try {
  const { time } = await client.syncTime();
  console.log(`Time = ${time.toISOString().replace(/[-:]/g, '').replace('.', ',')}`);
} catch ({ message }: any) {
  console.error(`NTP: ${message}`);
  process.exitCode = 1;
}
