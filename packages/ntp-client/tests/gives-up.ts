import { type CheckContext, CheckFailure, expectNetworkFailure, type Program } from '@socket-lab/kit';
import { serveNtp } from '@socket-lab/kit/expect/ntp/ntp-server';
import { matchInTime } from '@socket-lab/kit/failure/match-in-time';
import { say } from './messages.ts';

const TIME_LINE = /^.*(?:Time|Offset|Delay) = .*\n/m;

/** Waits for the end of a program that no answer reaches: as long as the default of --timeout, and longer. */
export async function expectGivesUp(program: Program): Promise<void> {
  await program.inTime(() => matchInTime(TIME_LINE, program.stdout.text()) !== null); // or 5 s; expectComplaint waits for 5 more
  expectNoTime(program, 'no answer');
  await expectComplaint(program, 'a line that says that no answer came');
}

/**
 * The program ends with exit code 1 and a line on stderr, and has printed nothing that would be the time.
 * @param packet what came in place of an answer: `a packet of mode 5`
 * @param line the pattern of that line; any text when left out
 * @param what the line in words
 */
export async function expectRefused(
  program: Program,
  packet: string,
  line?: RegExp,
  what = 'a line that says why it is no answer',
): Promise<void> {
  await program.inTime(() => matchInTime(/^Time = .*\n/m, program.stdout.text()) !== null);
  expectNoTime(program, packet);
  if (line) await expectNetworkFailure(program, line, what);
  else await expectComplaint(program, what);
}

/** Exit code 1, and any line on stderr; what stands on stdout is none of it. */
async function expectComplaint(program: Program, what: string): Promise<void> {
  await program.exits(1);
  if (program.stderr.text() === '') {
    throw new CheckFailure(say('said-nothing-on-stderr', { Program: program.name }), {
      kind: 'words',
      expected: say('on-stderr', { what }),
      received: say('nothing-on-stderr'),
    });
  }
  await expectNetworkFailure(program, /\S/, what);
}

/**
 * Lets so many milliseconds pass, and as many more as the machine needs: those in which another client waits in vain.
 */
export async function anotherGivesUp({ start, udp }: CheckContext, name: string, timeoutMs: number): Promise<void> {
  const silent = await serveNtp(udp);
  const args = ['--host=127.0.0.1', `--port=${silent.port}`, `--timeout=${timeoutMs}`];
  const another = await start(name, { args });
  await another.exits(1);
}

function expectNoTime({ name, stdout }: Program, packet: string): void {
  const [line] = matchInTime(/^.*(?:Time|Offset|Delay) = .*$/m, stdout.text()) ?? [];
  if (line === undefined) return;
  throw new CheckFailure(say('printed-time-but-what-got', { Program: name, packet }), {
    kind: 'words',
    expected: say('no-line-time-offset-or-delay'),
    received: `"${line}"`,
  });
}
