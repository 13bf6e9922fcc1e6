import { check, expectSuccess } from '@socket-lab/kit';
import { unknownNames } from '@socket-lab/kit/expect/names/names';
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
    hint: 'Ask dns.lookup for `name`, with family 4, and wait for its promise: what it gives has the IPv4 address in it. The line is "IP address [IP] of [NAME]".',
    strongerHint:
      'This `dns` is node:dns/promises: it takes no callback, it gives a promise. Without `await` there is no address in it yet (`undefined`); with it you have an object with two properties, `address` and `family`, and want the first (else: `[object Object]`).',
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
    hint: 'No line on stdout for such a name, but one on stderr that has both: the name, and the code of the error. The exit code is 1.',
    strongerHint:
      'console.error writes on stderr: give it one text with `name` and `error.code` in it; `error` itself would be printed with its stack. process.exitCode is kept until the program ends, so other names may follow; process.exit() would stop here.',
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
    hint: 'Every argument is a name, and gets its line, in the order of the arguments.',
    strongerHint:
      'Loop over `names` with for … of, and put `await` before the call of `answer`: so one line is printed before the next name is asked for. forEach does not wait for what its function awaits. Each name goes to `answer` alone, as it is.',
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
    strongerHint:
      '`answer` catches the error of its own name, so a loop goes on, unless `complain` calls process.exit() or throws. With Promise.all one unknown name costs all the others. And nothing may set process.exitCode back to 0.',
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
    strongerHint:
      'A lookup keeps the program running only until it is answered. What stays is a timer: a setInterval, or a setTimeout without its clearTimeout. console.error and console.warn write on stderr; console.log does not.',
  },
  async ({ start }) => {
    await expectSuccess(await start('02-resolve', { args: [] }));
  },
);
