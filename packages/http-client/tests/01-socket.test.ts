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
    hint: 'A socket that is connected to nobody keeps no program running. What else have you started?',
  },
  async ({ start }) => {
    const client = await start('01-socket', { host: '127.0.0.1' });
    await client.exits(0);
  },
);
