// variant of: 03-service-name
// differs: CommonJS; a class; the topic's copy, from the folder in which it is started; reduce
const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { parseArgs } = require('node:util');

class ServicesDatabase {
  readonly #lines: string[][];

  constructor(path: string) {
    const text: string = readFileSync(path, 'latin1');
    this.#lines = text
      .split(/\r?\n/)
      .map((line) => (line.split('#')[0] ?? '').split(/\s/).filter((word) => word !== ''));
  }

  nameOf(port: number, protocol: string): string | undefined {
    return this.#lines.reduce<string | undefined>(
      (found, [name, end]) => found ?? (end === `${port}/${protocol}` ? name : undefined),
      undefined,
    );
  }
}

function main(argv: string[]): number {
  let values: { port?: string; protocol?: string };
  try {
    const options = { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } };
    values = parseArgs({ args: argv, options }).values;
    if (values.port !== undefined && !(/^\d+$/.test(values.port) && Number(values.port) <= 65535)) throw new Error();
  } catch {
    console.error('Usage: 03-service-name [--port PORT [--protocol tcp|udp]] [--host HOST]');
    return 2;
  }
  const database = new ServicesDatabase(resolve('services.txt'));
  const asked: [number, string][] =
    values.port === undefined
      ? [
          [25, 'tcp'],
          [53, 'udp'],
        ]
      : [[Number(values.port), values.protocol ?? 'tcp']];
  const answers = asked.map(([port, protocol]) => ({ port, protocol, name: database.nameOf(port, protocol) }));
  for (const { port, protocol, name } of answers) {
    if (name === undefined) console.log('no service');
    else console.log('Protocol %s, port %d => name [%s]', protocol, port, name);
  }
  return answers.every(({ name }) => name !== undefined) ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
