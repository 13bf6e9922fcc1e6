import { lookup } from 'node:dns/promises';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 02-resolve [NAME...]');
  process.exit(2);
};

let names: string[] = [];
let port = 0;
try {
  const { values, positionals } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' } },
    allowPositionals: true,
  });
  names = positionals;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();
if (names.length === 0) names = ['localhost'];

// all at once, in the order of the names
const answers = await Promise.allSettled(names.map((name) => lookup(name, { family: 4 })));
answers.forEach((answer, i) => {
  if (answer.status === 'fulfilled') {
    console.log(`IP address [${answer.value.address}] of [${names[i]}]`);
  } else {
    console.error(`${names[i]}: ${answer.reason.code}`);
    process.exitCode = 1;
  }
});
