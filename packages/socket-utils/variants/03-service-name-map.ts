// variant of: 03-service-name
// differs: reads the whole database into a map; says "no service" on stdout
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

type Key = `${number}/${string}`;

const questions = readQuestions();
const services = new Map<Key, string>();
for (const line of databaseLines()) {
  const { name, port, protocol } =
    /^(?<name>[^#\s]+)\s+(?<port>\d+)\/(?<protocol>[a-z]+)\b/.exec(line)?.groups ?? ({} as Record<string, string>);
  const key: Key = `${Number(port)}/${protocol}`;
  if (name && !services.has(key)) services.set(key, name);
}

for (const key of questions) {
  const [port, protocol] = key.split('/');
  const name = services.get(key);
  if (name) console.log(`Protocol ${protocol}, port ${port} => name [${name}]`);
  else {
    console.log(`${key}: no service`);
    process.exitCode = 1;
  }
}

function databaseLines(): string[] {
  try {
    return readFileSync('/etc/services', 'utf8').split('\n');
  } catch {
    return readFileSync('services.txt', 'utf8').split('\n');
  }
}

function readQuestions(): Key[] {
  try {
    const { values } = parseArgs({
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        protocol: { type: 'string', default: 'tcp' },
      },
    });
    if (values.port === undefined) return ['25/tcp', '53/udp'];
    if (/^\d+$/.test(values.port) && Number(values.port) <= 65_535)
      return [`${Number(values.port)}/${values.protocol}`];
  } catch {
    // Falls through.
  }
  console.error('Usage: 03-service-name [--port PORT] [--protocol PROTOCOL] [--host HOST]');
  process.exit(2);
}
