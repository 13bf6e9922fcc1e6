// variant of: 01-socket
// differs: a class, private fields, its own words beside the line that is asked for
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

class Client {
  readonly #socket: Socket;

  constructor() {
    this.#socket = new Socket({ allowHalfOpen: true });
    process.stdout.write('Creating a socket: Socket created\n');
  }

  close(): void {
    this.#socket.destroy();
    process.stdout.write('Nothing else to do.\n');
  }
}

function portOf(text: string): number {
  if (!/^[0-9]{1,5}$/.test(text) || Number(text) > 65_535) throw new RangeError(`no port: ${text}`);
  return Number(text);
}

try {
  const options = {
    host: { type: 'string' },
    port: { type: 'string', default: '80' },
    path: { type: 'string' },
  } as const;
  portOf(parseArgs({ options }).values.port);
} catch (error) {
  process.stderr.write(`${(error as Error).message}. Flags: --host, --port, --path\n`);
  process.exit(2);
}
new Client().close();
