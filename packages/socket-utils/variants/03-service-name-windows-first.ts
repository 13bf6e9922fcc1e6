// variant of: 03-service-name
// differs: looks for the database of Windows first, on every system; a record, and lines that may end in CR LF
import fs from 'node:fs';
import { parseArgs } from 'node:util';

const DATABASES = [
  'C:\\Windows\\System32\\drivers\\etc\\services',
  '/etc/services',
  new URL('../services.txt', import.meta.url),
];

function usage(): never {
  process.stderr.write('usage: 03-service-name [--port PORT] [--protocol tcp|udp] [--host HOST]\n');
  process.exit(2);
}

function flags(): { port?: string; protocol?: string } {
  try {
    const options = { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } } as const;
    return parseArgs({ options }).values;
  } catch {
    return usage();
  }
}

const { port, protocol = 'tcp' } = flags();
if (port !== undefined && (!/^\d{1,5}$/.test(port) || Number(port) > 65535)) usage();

const database = DATABASES.find((file) => fs.existsSync(file));
const services: Record<string, string> = {};
for (const line of fs.readFileSync(database ?? usage(), 'utf8').split(/\r?\n/)) {
  const [name, where] = line
    .replace(/#.*/, '')
    .trim()
    .split(/[ \t]+/);
  if (name && where) services[where] ??= name;
}

function print(number: string, of: string): void {
  const name = services[`${number}/${of}`];
  if (name) process.stdout.write(`Protocol ${of}, port ${number} => name [${name}]\n`);
  else process.stdout.write(`Protocol ${of}, port ${number}: no service\n`);
  if (!name) process.exitCode = 1;
}

if (port) print(port, protocol);
else {
  print('25', 'tcp');
  print('53', 'udp');
}
