import { CheckFailure } from '../failure/failure.ts';
import { matchInTime } from '../failure/match-in-time.ts';
import { say, type Words } from '../failure/message.ts';
import { withinDeadline } from '../program/deadline.ts';
import type { Program } from '../program/program.ts';
import { printable } from '../text/printable.ts';

/** A line of a stack trace: `    at Socket.<anonymous> (file:///…/server.ts:31:9)`. */
const STACK_FRAME = /^[ \t]+at .+:\d+/m;
/** The last line of what Node prints before it ends a program for an error that nobody handled. */
const UNHANDLED = /^Node\.js v\d/m;

/**
 * The program ends with exit code 0, and says nothing on stderr: that belongs to what went wrong.
 * @throws CheckFailure
 * @example
 * await expectSuccess(await start('client', { port: server.port, stdin: 'hola\n' }));
 */
export async function expectSuccess(program: Program): Promise<void> {
  await program.exits(0);
  expectQuietStderr(program);
}

/**
 * @throws CheckFailure when the program has printed something on stderr.
 * @example
 * await server.stop();
 * expectQuietStderr(server);
 */
export function expectQuietStderr({ name, stderr }: Program): void {
  if (stderr.text() === '') return;
  throw new CheckFailure(say('stderr-on-success', { Program: name }), {
    kind: 'words',
    expected: say('nothing-on-stream', { stream: 'stderr' }),
    received: `"${printable(stderr.text().slice(0, 300))}"`,
  });
}

/**
 * The program ends with exit code 1 and one line on stderr that says what went wrong.
 * @param line the pattern of that line; any text when left out
 * @param what the line in words
 * @throws CheckFailure
 * @example
 * await expectNetworkFailure(server, line(/Bind failed: EADDRINUSE\b.+/), '"Bind failed: EADDRINUSE …"');
 */
export async function expectNetworkFailure(program: Program, line = /\S/, what: Words = say('error-line')) {
  await program.exits(1);
  await expectErrorLine(program, line, what);
}

/**
 * The program explains its usage on stderr and ends with exit code 2.
 * @throws CheckFailure
 * @example
 * await expectUsage(await start('server', { args: ['--port', 'abc'], ready: false }));
 */
export async function expectUsage(program: Program): Promise<void> {
  const ending = await program.endsInTime();
  if (ending?.code !== 2) {
    const started = { Program: program.name, command: program.command };
    const comparison = {
      kind: 'words',
      expected: say('usage-and-code-2'),
      received: ending ? say('ending', { ending: { ending } }) : say('accepted-the-flags'),
    } as const;
    const said = ending
      ? say('usage-ended-with', { ...started, ending: { ending } })
      : say('usage-did-not-end', started);
    throw new CheckFailure(said, comparison, { isAboutErrors: true });
  }
  await expectErrorLine(program, /\S/, say('usage-line'));
}

async function expectErrorLine(program: Program, line: RegExp, what: Words): Promise<void> {
  expectNoStackTrace(program); // all of stderr is there: the program has ended
  await program.printsOnStderr(line, what);
}

/**
 * @throws CheckFailure when the program has printed a stack trace on stderr.
 * @example
 * await program.endsInTime();
 * expectNoStackTrace(program);
 */
export function expectNoStackTrace({ name, stderr }: Program): void {
  if (!matchInTime(STACK_FRAME, stderr.text())) return;
  const comparison = {
    kind: 'words',
    expected: say('error-is-one-line'),
    received: UNHANDLED.test(stderr.text()) ? say('unhandled-stack-trace') : say('printed-stack-trace'),
  } as const;
  throw new CheckFailure(say('stack-trace', { Program: name }), comparison, { isAboutErrors: true });
}

/** How long a server that is just ending may take to be gone, in patient milliseconds. */
const ENDING_MS = 1_000;

/**
 * A server goes on, whatever one client did. When it has ended, that is what its author reads, and not what its end
 * looked like from outside: there a refusal, an end and a reset race.
 * @param after what the server has lived to see, as a part of a sentence: `after a client had reset its connection`
 * @param talk what then follows, with assertions of its own
 * @throws CheckFailure
 * @example
 * await expectKeepsServing(server, 'after a client had reset its connection', async () => {
 *   const next = await tcp.connect(server);
 *   await next.send('hola');
 *   await next.expect('hola');
 * });
 */
export async function expectKeepsServing(server: Program, after: Words, talk: () => Promise<void>): Promise<void> {
  try {
    await talk();
  } catch (failure) {
    if (!(failure instanceof CheckFailure)) throw failure;
    await withinDeadline(server.ended, ENDING_MS);
    if (!server.ending) throw failure;
    const comparison = {
      kind: 'words',
      expected: say('keeps-running'),
      received: say('ending', { ending: { ending: server.ending } }),
    } as const;
    throw new CheckFailure(say('server-ended', { after }), comparison, { isAboutErrors: true });
  }
}

/** No whole numbers from 0 to 65535. */
const NO_PORTS: readonly string[] = ['abc', '8080x', '65536', '70000', '1.5', '-1'];
/** A port has 16 bits (RFC 768, RFC 9293 §3.1). */
const LARGEST_PORT = '65535';

/**
 * The program refuses with its usage what is no port, and takes the largest one, whatever comes of it.
 * @param start starts it with this value of `--port`
 * @throws CheckFailure
 * @example
 * await expectPortFlag((port) => start('server', { args: [`--port=${port}`], ready: false }));
 */
export async function expectPortFlag(start: (port: string) => Promise<Program>): Promise<void> {
  for (const port of NO_PORTS) await expectUsage(await start(port));
  const program = await start(LARGEST_PORT);
  const ending = await program.endsInTime();
  if (ending?.code !== 2) return;
  throw new CheckFailure(
    say('usage-ended-with', { Program: program.name, command: program.command, ending: { ending } }),
    { kind: 'words', expected: say('takes-the-largest-port'), received: say('ending', { ending: { ending } }) },
    { isAboutErrors: true },
  );
}
