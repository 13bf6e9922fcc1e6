import { check, expectSuccess } from '@socket-lab/kit';
import { unknownNames } from '@socket-lab/kit/names/unknown-names';
import { expectAnswers } from './answers-of.ts';
import { expectNamed } from './expect-named.ts';
import { expectUnknown } from './expect-unknown.ts';

const program = '02-resolve';

check(
  'answers for localhost when no name is given',
  {
    program,
    gap: 1,
    points: 5,
    hint: 'dns.lookup asks as every program of this machine does; with family 4 it answers with an IPv4 address.',
  },
  async ({ start }) => {
    await expectAnswers(await start('02-resolve', { args: [] }), ['localhost']);
  },
);

check(
  'says that a name is unknown, and ends with 1',
  {
    program,
    gap: 2,
    points: 4,
    hint: 'One line on stderr has both: the name, and the code of the error. The exit code is 1.',
  },
  async ({ start }) => {
    const [unknown] = await unknownNames();
    const running = await start('02-resolve', { args: [unknown] });
    await expectUnknown(running, /IP address \[.*\] of \[.*/);
    await expectNamed(running, unknown);
  },
);

check(
  'answers for each name',
  {
    program,
    gap: 3,
    points: 5,
    needs: 'answers for localhost when no name is given',
    hint: 'Every argument is a name, and gets its line.',
  },
  async ({ start }) => {
    const names = ['127.0.0.2', '127.0.0.3', 'localhost'];
    await expectAnswers(await start('02-resolve', { args: names }), names);
  },
);

check(
  'goes on after a name that is unknown, and ends with 1 all the same',
  {
    program,
    gap: 3,
    points: 4,
    needs: 'answers for each name',
    hint: 'An unknown name is no reason to leave out the others. That there was one is told by the exit code in the end.',
  },
  async ({ start }) => {
    const [unknown] = await unknownNames();
    const running = await start('02-resolve', { args: ['127.0.0.2', unknown, 'localhost'] });
    await expectAnswers(running, ['127.0.0.2', 'localhost']);
    await running.exits(1);
  },
);

check(
  'ends by itself, and prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'answers for localhost when no name is given',
    hint: 'Nothing may stay open that keeps the program running; stderr is for what went wrong.',
  },
  async ({ start }) => {
    await expectSuccess(await start('02-resolve', { args: [] }));
  },
);
