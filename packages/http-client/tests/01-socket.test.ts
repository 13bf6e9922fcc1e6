import { check } from '@socket-lab/kit';
import { expectCreated } from './steps.ts';

const program = '01-socket';

check(
  'says that the socket is created',
  {
    program,
    gap: 1,
    points: 1,
    hint: 'The line is exactly "Socket created", on stdout; it comes once the socket object is there.',
    strongerHint:
      'The class is `Socket` of `net`; `new` makes an object of it and connects to nobody (nodejs.org, Net: new net.Socket()). Keep it as `socket`, which the starter destroys further down. console.log prints on stdout, console.error does not.',
  },
  async ({ start }) => {
    await expectCreated(await start('01-socket', { host: '127.0.0.1' }));
  },
);

check(
  'ends by itself, with exit code 0',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'says that the socket is created',
    hint: 'A socket that is connected to nobody keeps no program running, and nothing can fail here. What else have you started, or set?',
    strongerHint:
      'net.createServer with listen(), a connect(), a setInterval or a setTimeout keep a program running; a new socket alone does not. An exit code other than 0 is one that you have set (process.exit, process.exitCode), or an exception: see stderr.',
  },
  async ({ start }) => {
    const client = await start('01-socket', { host: '127.0.0.1' });
    await client.exits(0);
  },
);
