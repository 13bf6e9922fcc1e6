// variant of: 01-hostname
// differs: CommonJS; a class; ends by process.exit
const dns = require('node:dns');
const os = require('node:os');
const { parseArgs } = require('node:util');

type LookupError = NodeJS.ErrnoException | null;

class Host {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  describe(done: (error: LookupError, line: string) => void): void {
    dns.lookup(this.name, { family: 4, all: false }, (error: LookupError, address: string) => {
      done(error, `Host name [${this.name}] and ip [${address}]`);
    });
  }
}

function usage(): never {
  process.stderr.write('usage: 01-hostname [--host NAME] [--port PORT]\n');
  process.exit(2);
}

function readHost(): string {
  let values: { host?: string; port?: string };
  try {
    values = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return usage();
  }
  const { host, port } = values;
  if (
    port !== undefined &&
    !(String(Number.parseInt(port, 10)) === port && Number(port) >= 0 && Number(port) < 65536)
  ) {
    usage();
  }
  return host ?? os.hostname();
}

new Host(readHost()).describe((error, line) => {
  if (error) {
    console.error('Lookup failed with', error.code);
    process.exit(1);
  }
  console.log(line);
  process.exit(0);
});
