// variant of: 01-socket
// differs: async functions, and the exit code by process.exit() when stdout has taken the line
import * as net from 'node:net';
import { parseArgs, promisify } from 'node:util';

async function main(): Promise<number> {
  const port = readPort();
  if (port === undefined) {
    console.error('usage: 01-socket --host HOST --port PORT --path PATH');
    return 2;
  }
  const socket = await create();
  const print = promisify((text: string, done: (error?: Error | null) => void) => process.stdout.write(text, done));
  await print('Socket created\n');
  socket.destroy();
  return 0;
}

function readPort(): number | undefined {
  try {
    const { values } = parseArgs({
      strict: true,
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
    });
    const port = BigInt(values.port ?? 80n);
    return port >= 0n && port < 65_536n ? Number(port) : undefined;
  } catch {
    return undefined;
  }
}

async function create(): Promise<net.Socket> {
  return new net.Socket();
}

main().then((code) => process.exit(code));
