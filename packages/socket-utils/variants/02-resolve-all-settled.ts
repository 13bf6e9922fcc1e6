// variant of: 02-resolve
// differs: asks for all names at once, and prints the answers when all have come
import { lookup } from 'node:dns/promises';
import { parseArgs } from 'node:util';

const names = readNames();
const answers = await Promise.allSettled(names.map((name) => lookup(name, { family: 4 })));

for (const [index, answer] of answers.entries()) {
  if (answer.status === 'fulfilled') console.log(`IP address [${answer.value.address}] of [${names[index]}]`);
}
const failures = answers.filter((answer) => answer.status === 'rejected');
for (const { reason } of failures) console.error(`Error: ${reason.message}`);
process.exitCode = failures.length > 0 ? 1 : 0;

function readNames(): string[] {
  try {
    const options = { host: { type: 'string' }, port: { type: 'string', default: '80' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (!/^\d+$/.test(values.port) || Number(values.port) > 65_535) throw new Error(values.port);
    return positionals.length === 0 ? ['localhost'] : positionals;
  } catch (error) {
    console.error((error as Error).message);
    console.error('Usage: 02-resolve [NAME…]');
    process.exit(2);
  }
}
