// variant of: 02-resolve
// differs: an async generator that yields lines; asks ahead for all addresses of both families
import dns from 'node:dns';
import { parseArgs } from 'node:util';

type Line = { text: string; isFault: boolean };

async function* resolveAll(names: Iterable<string>): AsyncGenerator<Line> {
  const asked = Array.from(names, (name) => ({ name, found: ask(name) }));
  for (const { name, found } of asked) {
    const result = await found;
    const address = typeof result === 'string' ? undefined : result.find(({ family }) => family === 4)?.address;
    if (address !== undefined) yield { text: `IP address [${address}] of [${name}]`, isFault: false };
    else yield { text: `${name} → ${typeof result === 'string' ? result : 'ENOTFOUND'}`, isFault: true };
  }
}

/** All addresses, or the code of the error. */
function ask(name: string): Promise<dns.LookupAddress[] | string> {
  return new Promise((resolve) => {
    dns.lookup(name, { all: true }, (error, addresses) => resolve(error ? (error.code ?? 'EFAULT') : addresses));
  });
}

function usage(): never {
  console.error('Usage: 02-resolve [NAME…] [--host HOST] [--port PORT]');
  return process.exit(2);
}

function readNames(): string[] {
  try {
    const { tokens, values, positionals } = parseArgs({
      tokens: true,
      allowPositionals: true,
      options: { host: { type: 'string' }, port: { type: 'string' } },
    });
    const { port = '0' } = values;
    if (!(port.match(/^\d+$/) && Number.parseInt(port, 10) <= 65535)) return usage();
    return tokens.some(({ kind }) => kind === 'positional') ? positionals : ['localhost'];
  } catch {
    return usage();
  }
}

let faults = 0;
for await (const { text, isFault } of resolveAll(readNames())) {
  (isFault ? process.stderr : process.stdout).write(`${text}\n`);
  if (isFault) faults += 1;
}
process.exitCode = Math.min(faults, 1);
