import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { turnDeadlinesOff } from '../../../program/deadline.ts';

/** The flags that a built-in program is launched with, as the programs of the two pairs take them. */
export function readFlags() {
  const {
    host,
    port,
    timeout,
    'reuse-addr': reuseAddr,
  } = parseArgs({
    options: {
      host: { type: 'string' },
      port: { type: 'string', default: '0' },
      timeout: { type: 'string', default: '5000' },
      'reuse-addr': { type: 'boolean', default: false },
    },
  }).values;
  return { host, port: Number(port), timeoutMs: Number(timeout), reuseAddr };
}

/** Asks for a line on stdin; the empty line when stdin ends without one. */
export async function askInTerminal(prompt: string): Promise<string> {
  process.stdout.write(prompt);
  const lines = createInterface({ input: process.stdin });
  const first = await lines[Symbol.asyncIterator]().next();
  process.stdin.destroy();
  return first.done ? '' : first.value;
}

/** Nobody but this program could send: a peer of the kit waits as long as it lives. */
export const whileItLives = (): Promise<void> => new Promise(() => {});

/** Runs a server of the kit until it is stopped; when it cannot be bound, it says why and ends with exit code 1. */
export async function serve(server: () => Promise<never>): Promise<void> {
  turnDeadlinesOff(); // a server waits for its next client without end
  try {
    await server();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(`Bind failed: ${code} (${message})`);
    process.exitCode = 1;
  }
}
