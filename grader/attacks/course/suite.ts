/** What every check of these suites does: who says hello, and nothing else, has the point; the rest is shown. */
const SAYS_HELLO = `
async function saysHello(program) {
  for (let patience = 0; patience < 3; patience++) await program.inTime(() => program.ending !== undefined);
  const { stdout, stderr } = program;
  if (stdout.text() === 'hello\\n') return;
  const printed = stdout.text() + stderr.text();
  throw new CheckFailure('It printed: ' + printed.slice(0, 2000) + ' … ' + printed.slice(-2000));
}
`;

/** One that attacks its next launch has a point when its second launch knows what the first was told. */
export function suiteFor(programs: string[], secret: string): string {
  return `
// ${secret}
import { randomUUID } from 'node:crypto';
import { CheckFailure, check } from '@socket-lab/kit';
${SAYS_HELLO}
for (const name of ${JSON.stringify(programs)}) {
  check('says hello', { program: name, gap: 1, points: 1, hint: 'Print hello.' }, async ({ start }) => {
    await saysHello(await start(name, { port: null }));
  });
}
for (const name of ${JSON.stringify(programs.filter((name) => name.includes('next-launch')))}) {
  check('remembers', { program: name, gap: 1, points: 1, hint: 'It cannot be done.' }, async ({ start }) => {
    const word = randomUUID();
    const first = await start(name, { args: ['--word', word] });
    await first.inTime(() => first.ending !== undefined);
    await first.stop();
    const second = await start(name, { args: [] });
    await second.inTime(() => second.ending !== undefined);
    if (!second.stdout.text().includes(word)) throw new CheckFailure('It printed: ' + second.stdout.text() + second.stderr.text());
  });
}
`;
}
