import {
  check,
  expectBoundHost,
  expectChosenPort,
  expectKeepsServing,
  expectNetworkFailure,
  expectNotListening,
  expectNotReady,
  expectPortFlag,
  expectUsage,
  line,
} from '@socket-lab/kit';
import { expectOk } from '../tests/answers.ts';
import { say } from './messages.ts';

/**
 * Declares what is asked of every server that listens: how it binds, and which flags it refuses.
 * @param failureGap the gap in which it says that it cannot bind
 */
export function checkBinding(program: string, { gap, failureGap = gap }: { gap: number; failureGap?: number }): void {
  const needs = 'says when it listens, with its port';

  check(
    'takes a port of the system with --port 0, and names it',
    {
      program,
      gap,
      points: 1,
      needs,
      hint: 'With port 0 the system chooses. Ask the server for its address once it listens.',
    },
    async ({ start, tcp }) => {
      const server = await start(program, { port: 0 });
      await tcp.connect({ port: await expectChosenPort(server) });
    },
  );

  check(
    'listens at the address of --host, without it at every IPv4 address',
    {
      program,
      gap,
      points: 1,
      needs,
      hint: 'The address of --host goes to listen, beside the port; without --host, bind to all interfaces (0.0.0.0).',
    },
    async ({ start, tcp }) => {
      const { port } = await tcp.unusedPort();
      const given = await start(program, { port, args: ['--host=127.0.0.1', `--port=${port}`] });
      await expectNotListening(tcp, { host: '127.0.0.2', port, given: '--host=127.0.0.1' });
      await expectBoundHost(given, '127.0.0.1');
      await tcp.connect(given);
      const leftOut = await start(program);
      await tcp.connect(leftOut, { host: '127.0.0.2' });
      await expectBoundHost(leftOut, 'all interfaces');
    },
  );

  const whereItListens = failureGap === gap ? '' : ` (gap ${gap})`;
  check(
    'says why it cannot bind, and ends with 1',
    {
      program,
      gap: failureGap,
      points: 1,
      needs,
      hint: `When listen fails, the server emits "error": print "Bind failed: " and its code on stderr, exit with 1. The ready line waits until the server listens${whereItListens}.`,
    },
    async ({ start, tcp }) => {
      const { port } = await tcp.hold();
      const inUse = await start(program, { port, ready: false });
      await expectNetworkFailure(inUse, line(/Bind failed: EADDRINUSE.*/), '"Bind failed: EADDRINUSE …"');
      expectNotReady(inUse);
      // An address of no machine (TEST-NET-1, RFC 5737 §3).
      const elsewhere = await start(program, { host: '192.0.2.1', ready: false });
      await expectNetworkFailure(elsewhere, line(/Bind failed: EADDRNOTAVAIL.*/), '"Bind failed: EADDRNOTAVAIL …"');
    },
  );

  check(
    'refuses wrong flags with its usage',
    {
      program,
      points: 1,
      needs,
      hint: 'A flag that it does not know, or no whole number from 0 to 65535: keep the usage line and exit code 2 of the starter.',
    },
    async ({ start }) => {
      await expectUsage(await start(program, { args: ['--port=0', '--colour=blue'], ready: false }));
      await expectPortFlag((port) => start(program, { args: [`--port=${port}`], ready: false }));
    },
  );
}

/** Declares that a server of many clients outlives one that sends no text. */
export function checkSurvivesNoText(program: string, { gap, needs }: { gap?: number; needs: string }): void {
  check(
    'goes on after a client that sends bytes that are no text',
    {
      program,
      ...(gap !== undefined && { gap }),
      points: 1,
      needs,
      hint: 'Anybody can send anything (telnet sends five such bytes for Ctrl-C). They may get any answer, but must not end the server.',
    },
    async ({ start, tcp }) => {
      const server = await start(program);
      const bystander = await tcp.connect(server);
      await expectOk(bystander, 'before');
      const garbage = await tcp.connect(server);
      await expectKeepsServing(server, say('after-client-had-sent-bytes-are'), async () => {
        await garbage.send(Uint8Array.of(0xff, 0xf4, 0xff, 0xfd, 0x06, 0xc3, 0x28, 0x00, 0x80, 0x0a));
        await garbage.hasBeenRead();
        await expectOk(bystander, 'after');
        const next = await tcp.connect(server);
        await expectOk(next, 'hola');
      });
    },
  );
}
