import { check, expectPortFlag, expectUsage } from '@socket-lab/kit';
import { expectRefused, expectUnresolved } from '../tests/steps.ts';

/** Declares that a program says it when nobody listens. */
export function checkRefused(program: string): void {
  check(
    'says that nobody listens, and ends with 1',
    {
      program,
      gap: 3,
      points: 1,
      needs: 'connects to the server, and says so',
      hint: 'A refused connection is the event "error" of the socket; the callbacks of connect and write are not called, and lines of success belong there. One line on stderr with the code, and exit code 1.',
    },
    async ({ start, tcp }) => {
      const { port } = await tcp.unusedPort();
      await expectRefused(await start(program, { host: '127.0.0.1', port }));
    },
  );
}

/** Declares that a program says it when a host is unknown. */
export function checkUnresolved(program: string): void {
  check(
    'says that a host is unknown, and ends with 1',
    {
      program,
      gap: 2,
      points: 1,
      needs: 'prints the IP address of the host',
      hint: 'As in 02-resolve: the line "Hostname could not be resolved" on stderr, exit code 1.',
    },
    async ({ start }) => {
      await expectUnresolved((flags) => start(program, flags));
    },
  );
}

/** Declares that a program refuses wrong flags, though it could connect. */
export function checkWrongFlags(program: string, needs: string): void {
  check(
    'refuses wrong flags with its usage',
    {
      program,
      points: 1,
      needs,
      hint: 'A flag that it does not know, or no whole number from 0 to 65535: keep the usage line and exit code 2 of the starter.',
    },
    async ({ start, tcp }) => {
      const { port } = await tcp.listen();
      await expectUsage(await start(program, { args: ['--host=127.0.0.1', `--port=${port}`, '--colour=blue'] }));
      await expectPortFlag((each) => start(program, { args: ['--host=127.0.0.1', `--port=${each}`] }));
    },
  );
}
