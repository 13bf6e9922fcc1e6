import { check, expectPortFlag, expectUsage } from '@socket-lab/kit';
import { knownNames, unknownNames } from '@socket-lab/kit/expect/names/names';
import { expectAnswers } from '../tests/answers-of.ts';
import { expectNamed } from '../tests/expect-named.ts';

const program = '02-resolve';

check(
  'asks the resolver of the system, for a name or an address',
  {
    program,
    gap: 1,
    points: 3,
    hint: 'The resolver reads the hosts file too, and takes an address for itself; functions that only ask DNS servers do neither. Ask it for IPv4: a name can have both.',
  },
  async ({ start }) => {
    for (const name of ['127.0.0.2', ...(await knownNames())]) {
      await expectAnswers(await start('02-resolve', { args: [name] }), [name]);
    }
  },
);

check(
  'prints each name as it was typed',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'answers for localhost when no name is given',
    hint: 'The resolver does not care for capitals. The line has the name in the letters in which it was typed.',
  },
  async ({ start }) => {
    await expectAnswers(await start('02-resolve', { args: ['LocalHost'] }), ['LocalHost']);
  },
);

check(
  'keeps the order of the names',
  {
    program,
    gap: 3,
    points: 3,
    needs: 'answers for each name',
    hint: 'Some answers come sooner than others. The lines come in the order of the arguments, whichever answer came first.',
  },
  async ({ start }) => {
    // An address is its own answer: it is there before the resolver has looked for the name in front of it.
    const names = ['localhost', '127.0.0.3', '127.0.0.2'];
    await expectAnswers(await start('02-resolve', { args: names }), names);
  },
);

check(
  'answers twice for a name that is given twice',
  {
    program,
    gap: 3,
    points: 2,
    needs: 'answers for each name',
    hint: 'Whoever asks twice is answered twice. Is something kept by name, and each name but once?',
  },
  async ({ start }) => {
    const names = ['127.0.0.2', '127.0.0.2', 'localhost', 'localhost'];
    await expectAnswers(await start('02-resolve', { args: names }), names);
  },
);

check(
  'names each unknown name',
  {
    program,
    gap: 3,
    points: 2,
    needs: 'goes on after a name that is unknown, and ends with 1 all the same',
    hint: 'Every name that is unknown has its own line on stderr.',
  },
  async ({ start }) => {
    const unknown = await unknownNames();
    const running = await start('02-resolve', { args: unknown });
    await running.exits(1);
    for (const name of unknown) await expectNamed(running, name);
  },
);

// The command line, which the starter has already

check(
  'refuses an unknown flag with its usage',
  {
    program,
    points: 1,
    needs: 'answers for localhost when no name is given',
    hint: 'parseArgs throws for a flag it does not know: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start }) => {
    await expectUsage(await start('02-resolve', { args: ['localhost', '--colour=blue'] }));
  },
);

check(
  'refuses what is no port, with its usage',
  {
    program,
    points: 1,
    needs: 'answers for localhost when no name is given',
    hint: 'This program has no use for a port, and looks at it all the same: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) => start('02-resolve', { args: ['localhost', `--port=${port}`] }));
  },
);
