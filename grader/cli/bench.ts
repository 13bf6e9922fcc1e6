import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bench } from '../bench/bench.ts';

const USAGE = 'pnpm bench [--students N]   (N is a whole number from 1; 10 when left out)';

process.exitCode = await main();

async function main(): Promise<number> {
  const students = studentsFlag();
  if (students === undefined) {
    console.error(USAGE);
    return 2;
  }
  const repository = fileURLToPath(new URL('../..', import.meta.url));
  await bench({ repository, students, print: (line) => console.log(line) });
  return 0;
}

function studentsFlag(): number | undefined {
  try {
    const { values } = parseArgs({ options: { students: { type: 'string', default: '10' } } });
    return /^[1-9]\d{0,4}$/.test(values.students) ? Number(values.students) : undefined;
  } catch {
    return undefined;
  }
}
