import { check, expectNetworkFailure, expectPortFlag, expectUsage } from '@socket-lab/kit';
import { unknownNames } from '@socket-lab/kit/expect/names/names';
import { serveNtp } from '@socket-lab/kit/expect/ntp/ntp-server';
import { say } from './messages.ts';
import { expectDefaultTimeout, expectPatience } from './patience.ts';

const program = '01-library';
const SILENCE = 'says in one line that nobody answers, and ends with 1';

check(
  'asks at the address of --host',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'asks the server',
    hint: 'The address of --host goes to the Client, before the port.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp, { host: '127.0.0.2' });
    await start('01-library', { args: ['--host=127.0.0.2', `--port=${server.port}`] });
    await server.request();
  },
);

check(
  'gives up when the time of --timeout is over, and not before',
  {
    program,
    gap: 1,
    points: 3,
    needs: SILENCE,
    hint: '--timeout counts milliseconds, as the option `timeout` of the library does. Does it get there?',
  },
  async (context) => expectPatience(context, program),
);

check(
  'gives up within 5000 ms when --timeout is left out',
  {
    program,
    points: 1,
    needs: SILENCE,
    hint: 'Without --timeout the time is 5000 ms: keep the default of the starter.',
  },
  async (context) => expectDefaultTimeout(context, program),
);

check(
  'says in one line that the host is not known, and ends with 1',
  {
    program,
    gap: 3,
    points: 3,
    needs: SILENCE,
    hint: 'A name without an address is an error like another: its message has the code (ENOTFOUND) in it.',
  },
  async ({ start, udp }) => {
    const { port } = await udp.unusedPort();
    const [name] = await unknownNames();
    const client = await start('01-library', { host: name, port });
    await expectNetworkFailure(client, /ENOTFOUND|EAI_AGAIN/, say('line-with-enotfound-or-eai-again'));
  },
);

check(
  'refuses an unknown flag with its usage',
  {
    program,
    points: 1,
    needs: 'prints the time of the server',
    hint: 'parseArgs throws for a flag it does not know: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start, udp }) => {
    const { port } = await udp.unusedPort();
    const client = await start('01-library', { args: ['--host=127.0.0.1', `--port=${port}`, '--colour', 'blue'] });
    await expectUsage(client);
  },
);

check(
  'refuses what is no port, with its usage',
  {
    program,
    points: 1,
    needs: 'prints the time of the server',
    hint: 'A port is a whole number from 0 to 65535, and nothing behind it: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) =>
      start('01-library', { args: ['--host=127.0.0.1', '--timeout=300', `--port=${port}`] }),
    );
  },
);
