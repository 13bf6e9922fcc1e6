import { exitInWords } from '../failure/exit.ts';
import { CheckFailure } from '../failure/failure.ts';
import { matchInTime } from '../failure/match-in-time.ts';
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
export function expectQuietStderr({ label, stderr }: Program): void {
  if (stderr.text() === '') return;
  throw new CheckFailure(`${label} printed on stderr although all went well.`, {
    kind: 'words',
    expected: 'nothing on stderr',
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
export async function expectNetworkFailure(program: Program, line = /\S/, what = 'a line that says what went wrong') {
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
  const ending = await withinDeadline(program.ended);
  if (ending?.code !== 2) {
    const started = `${program.label}, started as "${program.command}",`;
    const comparison = {
      kind: 'words',
      expected: 'its usage on stderr, and exit code 2 (wrong usage)',
      received: ending ? exitInWords(ending) : 'it still runs: it has taken these flags',
    } as const;
    const summary = ending ? `${started} ended with ${exitInWords(ending)}.` : `${started} did not end.`;
    throw new CheckFailure(summary, comparison, { isAboutErrors: true });
  }
  await expectErrorLine(program, /\S/, 'a line that explains its usage');
}

async function expectErrorLine(program: Program, line: RegExp, what: string): Promise<void> {
  expectNoStackTrace(program); // all of stderr is there: the program has ended
  await program.printsOnStderr(line, what);
}

/**
 * @throws CheckFailure when the program has printed a stack trace on stderr.
 * @example
 * await program.endsInTime();
 * expectNoStackTrace(program);
 */
export function expectNoStackTrace({ label, stderr }: Program): void {
  if (!matchInTime(STACK_FRAME, stderr.text())) return;
  const comparison = {
    kind: 'words',
    expected: 'an error is one line on stderr, without a stack trace',
    received: UNHANDLED.test(stderr.text())
      ? 'a stack trace, as Node prints for an error that nobody handles'
      : 'the whole error, with its stack trace: its code or its message is enough',
  } as const;
  throw new CheckFailure(stackTracePrinted(label), comparison, { isAboutErrors: true });
}

/** `The server printed a stack trace.` */
export function stackTracePrinted(label: string): string {
  return `${label} printed a stack trace.`;
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
export async function expectKeepsServing(server: Program, after: string, talk: () => Promise<void>): Promise<void> {
  try {
    await talk();
  } catch (failure) {
    if (!(failure instanceof CheckFailure)) throw failure;
    await withinDeadline(server.ended, ENDING_MS);
    if (!server.ending) throw failure;
    const comparison = {
      kind: 'words',
      expected: 'a server that keeps running',
      received: exitInWords(server.ending),
    } as const;
    throw new CheckFailure(`The server ended ${after}.`, comparison, { isAboutErrors: true });
  }
}

/**
 * Values of `--port` that every program has to refuse: no whole numbers from 0 to 65535.
 * @example
 * for (const port of NO_PORTS) await expectUsage(await start('server', { args: [`--port=${port}`], ready: false }));
 */
export const NO_PORTS: readonly string[] = ['abc', '8080x', '65536', '70000', '1.5', '-1'];
