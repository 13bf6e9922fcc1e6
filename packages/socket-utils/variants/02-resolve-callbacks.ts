// variant of: 02-resolve
// differs: callbacks, one after the other; tells of the unknown names in the end; IPv4 in its IPv6 form
import dns from 'node:dns';
import { parseArgs } from 'node:util';

const unknown: string[] = [];

function next([name, ...rest]: readonly string[]): void {
  if (name === undefined) {
    finish();
    return;
  }
  dns.lookup(name, 4, (error, address) => {
    if (error) unknown.push(`${error.code} ${name}`);
    else process.stdout.write(`IP address [::ffff:${address}] of [${name}]\n`);
    next(rest);
  });
}

function finish(): void {
  process.stdout.write(`Nombres desconocidos: ${unknown.length}\n`);
  if (unknown.length === 0) return;
  process.stderr.write(`${unknown.join('\n')}\n`);
  process.exitCode = 1;
}

function readNames(): string[] {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { port: { type: 'string' }, host: { type: 'string' } },
    });
    const { port } = values;
    if (port === undefined || (/^\d+$/.test(port) && Number(port) < 65536)) return positionals;
  } catch {
    // Fall through to the usage.
  }
  console.error('Usage: 02-resolve [NAME…] [--host HOST] [--port PORT]');
  process.exit(2);
}

const names = readNames();
next(names.length > 0 ? names : ['localhost']);
