import { createInterface } from 'node:readline';

/** Asks for a line on stdin; the empty line when stdin ends without one. */
export async function askInTerminal(prompt: string): Promise<string> {
  process.stdout.write(prompt);
  const lines = createInterface({ input: process.stdin });
  const first = await lines[Symbol.asyncIterator]().next();
  process.stdin.destroy();
  return first.done ? '' : first.value;
}
