import { exitInWords } from '../../../failure/exit.ts';
import { CheckFailure } from '../../../failure/failure.ts';
import { withinDeadline } from '../../../program/deadline.ts';
import type { Ending, Program } from '../../../program/program.ts';

/** What became of a client. */
interface ClientRun {
  /** It asked for a sentence, and got it. */
  asked: boolean;
  ending: Ending;
  stdout: string;
  stderr: string;
}

/**
 * Types a sentence once a client asks for one, and waits until it has ended. A client that ends before it asks is not
 * told anything.
 * @param asks how its stdout ends when it asks for the sentence
 * @throws CheckFailure when it does not end by itself
 */
export async function runClient(client: Program, asks: RegExp, sentence: string): Promise<ClientRun> {
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

/** `other` is what no client of the course does. */
type ClientFate = 'replied' | 'refused' | 'gave up' | 'other';

/** Reads it from what the client printed, on whichever stream: the words of the contract, and codes of errors. */
export function clientFate({ ending, stdout, stderr }: Omit<ClientRun, 'asked'>): ClientFate {
  const printed = stdout + stderr;
  if (/\bECONNREFUSED\b/.test(printed)) return 'refused';
  if (/No reply within \d+ ms/.test(printed)) return 'gave up';
  return /Received message from|From server:/.test(stdout) && ending.code === 0 ? 'replied' : 'other';
}

/** How long a UDP client waits for a reply. */
export const UDP_TIMEOUT_MS = 1_000;

export const UDP_CLIENT_IN_WORDS: Record<ClientFate, string> = {
  'gave up': `The client sent without any error, heard nothing within ${UDP_TIMEOUT_MS} ms (its --timeout), and gave up.`,
  refused:
    'The client was told: ECONNREFUSED. So its socket is connected, and the ICMP message reaches it; what follows speaks of one that is not.',
  replied: 'The client got a reply.',
  other: 'The client did not give up as it should.',
};

/**
 * What is said of a TCP client, and of the probe that tried the same.
 * @param asked it asked for the sentence first
 * @param refusal the code with which the probe was refused
 */
export function tcpFindings(client: ClientFate, asked: boolean, refusal: string | undefined): string[] {
  const when = asked ? 'after it had asked for the sentence' : 'and ended before it asked for anything';
  return [
    client === 'refused' ? `The client was refused (ECONNREFUSED), ${when}.` : 'The client was not refused.',
    refusal === undefined ? 'The probe got a connection.' : `The probe was refused as well: ${refusal}.`,
  ];
}
