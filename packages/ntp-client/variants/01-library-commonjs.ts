// variant of: 01-library
// differs: CommonJS, a class, a timer of its own beside that of the library
const { Client } = require('ntp-time') as typeof import('ntp-time');
const util = require('node:util') as typeof import('node:util');

class Clock {
  readonly #timeout: number;
  readonly #client: InstanceType<typeof Client>;

  constructor(host: string, port: number, timeout: number) {
    this.#timeout = timeout;
    this.#client = new Client(host, port, { timeout });
  }

  async read(): Promise<Date> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${this.#timeout} ms`)), this.#timeout);
    });
    try {
      const { time } = await Promise.race([this.#client.syncTime(), tooLate]);
      return time;
    } finally {
      clearTimeout(timer);
    }
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new TypeError(`${text} is no port`);
  return port;
}

async function main(): Promise<void> {
  let clock: Clock;
  try {
    const { values } = util.parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
    });
    const { host = 'pool.ntp.org', port = '123', timeout = '5000' } = values;
    clock = new Clock(host, portOf(port), Number(timeout));
  } catch (error) {
    console.error(`${(error as Error).message}; usage: 01-library [--host HOST] [--port PORT] [--timeout MS]`);
    process.exitCode = 2;
    return;
  }
  try {
    process.stdout.write(`Time = ${(await clock.read()).toISOString()}\n`);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

void main();
