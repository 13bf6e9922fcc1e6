import { type CheckContext, CheckFailure, expectNetworkFailure, type Program } from '@socket-lab/kit';
import { serveNtp } from '@socket-lab/kit/expect/ntp/ntp-server';
import { say } from './messages.ts';

/** Which of two programs gave up first is told by their order, so no time is measured. */
interface Waiting {
  program: Program;
  inWords: string;
}

/** Of two that wait in vain, the one with little time gives up, while the one with much time goes on waiting. */
export async function expectPatience(context: CheckContext, name: string): Promise<void> {
  const patient = await startWaiting(context, name, 20_000);
  const impatient = await startWaiting(context, name, 300);
  await expectEndsFirst(impatient, patient);
}

/**
 * Without --timeout a program gives up before one with 10 s, and not before one with 3 s. They are started in the order
 * in which they should end: so a slow start of one makes no other one too early.
 */
export async function expectDefaultTimeout(context: CheckContext, name: string): Promise<void> {
  const impatient = await startWaiting(context, name, 3_000);
  const byDefault = await startWaiting(context, name);
  const patient = await startWaiting(context, name, 10_000);
  await expectEndsFirst(impatient, byDefault);
  await expectEndsFirst(byDefault, patient);
}

async function startWaiting({ start, udp }: CheckContext, name: string, timeoutMs?: number): Promise<Waiting> {
  const server = await serveNtp(udp);
  const args = ['--host=127.0.0.1', `--port=${server.port}`];
  if (timeoutMs !== undefined) args.push(`--timeout=${timeoutMs}`);
  const program = await start(name, { args });
  const inWords = timeoutMs === undefined ? 'the program without --timeout' : `the program with --timeout ${timeoutMs}`;
  await server.request();
  return { program, inWords };
}

/** Whatever the check's own deadline is: the other one waits much longer. */
async function expectEndsFirst(first: Waiting, other: Waiting): Promise<void> {
  await Promise.race([first.program.ended, other.program.ended]);
  if (other.program.ending) {
    throw new CheckFailure(say('gave-up-before-did', { value: capital(other.inWords), inWords: first.inWords }), {
      kind: 'words',
      expected: say('gives-up-first', { inWords: first.inWords }),
      received: say('gave-up-first', { inWords: other.inWords }),
    });
  }
  await expectNetworkFailure(first.program, /\S/, say('line-says-no-answer-came'));
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
