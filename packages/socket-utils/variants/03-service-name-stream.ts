// variant of: 03-service-name
// differs: reads the database line by line, as a stream, and stops once it knows
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

interface Question {
  port: number;
  protocol: string;
}

const DATABASES = ['/etc/services', `${import.meta.dirname}/../services.txt`];

async function find({ port, protocol }: Question): Promise<string | null> {
  const path = DATABASES.find((each) => existsSync(each)) ?? 'services.txt';
  const input = createReadStream(path);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const comment = line.indexOf('#');
    const words = (comment < 0 ? line : line.slice(0, comment)).split(/[ \t]+/).filter(Boolean);
    const [itsPort, itsProtocol] = words[1]?.split('/') ?? [];
    if (Number(itsPort) === port && itsProtocol === protocol) {
      input.destroy();
      return words[0] ?? null;
    }
  }
  return null;
}

async function tell(question: Question): Promise<boolean> {
  const name = await find(question);
  const what = `Protocol ${question.protocol}, port ${question.port} =>`;
  if (name === null) console.error(`${what} no service`);
  else console.log(`${what} name [${name}]`);
  return name !== null;
}

function questions(): Question[] {
  try {
    const { port, protocol = 'tcp' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } },
    }).values;
    if (port === undefined) {
      return [
        { port: 25, protocol: 'tcp' },
        { port: 53, protocol: 'udp' },
      ];
    }
    if (/^\d+$/.test(port) && Number(port) < 2 ** 16) return [{ port: Number(port), protocol }];
  } catch {
    // An unknown flag.
  }
  console.error('Usage: 03-service-name [--port PORT [--protocol tcp|udp]] [--host HOST]');
  process.exit(2);
}

let isWell = true;
for (const question of questions()) isWell = (await tell(question)) && isWell;
process.exitCode = isWell ? 0 : 1;
