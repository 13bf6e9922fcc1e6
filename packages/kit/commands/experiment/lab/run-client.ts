import { exitInWords } from '../../../failure/exit.ts';
import { CheckFailure } from '../../../failure/failure.ts';
import { withinDeadline } from '../../../program/deadline.ts';
import type { Ending, Program } from '../../../program/program.ts';

/** What became of a client. */
export interface ClientRun {
  /** It asked for a sentence, and got it. */
  asked: boolean;
  ending: Ending;
  stdout: string;
  stderr: string;
}

export interface ClientTalk {
  /** How its stdout ends when it asks for the sentence. */
  asks: RegExp;
  sentence: string;
}

/**
 * Types a sentence once a client asks for one, and waits until it has ended. A client that ends before it asks is not
 * told anything.
 * @throws CheckFailure when it does not end by itself
 */
export async function runClient(client: Program, { asks, sentence }: ClientTalk): Promise<ClientRun> {
  await client.inTime(() => asks.test(client.stdout.text()));
  const asked = asks.test(client.stdout.text());
  if (asked || !client.ending) client.write(`${sentence}\n`);
  client.endInput();
  const ending = await withinDeadline(client.ended);
  if (ending) return { asked, ending, stdout: client.stdout.text(), stderr: client.stderr.text() };
  throw new CheckFailure(`${client.label} did not end by itself.`, {
    kind: 'words',
    expected: 'a client that ends once it has its reply, or has given up',
    received: `${client.command}, ${exitInWords({ code: null, signal: null })}`,
  });
}
