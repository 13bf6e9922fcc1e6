import type { Experiment, Outcome } from '../experiment.ts';
import { type ClientFate, clientFate } from '../lab/client-fate.ts';
import { refusalByTcp } from '../lab/probe-port.ts';

export const experiment: Experiment = {
  number: 3,
  title: 'The TCP client before its server',
  topics: ['tcp-pair'],
  roles: ['tcp-client'],
  question: 'No server runs. You start the TCP client. What happens, and when?',
  choices: {
    a: 'It asks for the sentence and sends it; then it waits in vain, as the UDP client does.',
    b: 'It asks for the sentence; it is refused when it wants to send it.',
    c: 'It is refused at once, and never asks for the sentence.',
    d: 'It waits until the server starts.',
  },
  answer: 'c',
  async run(lab) {
    const client = await lab.client('tcp-client', { sentence: 'is anybody there?' });
    lab.turn('A probe tries the same.');
    const refusal = await refusalByTcp(lab);
    return outcomeOf({ client: clientFate(client), asked: client.asked, refusal });
  },
  askWhy: 'Who refuses the client, when no server runs that could?',
  why: [
    'The client has to connect before it can send anything. To connect is to ask the other system (a segment with SYN) and to wait for its answer. No socket listens on the port, and the system itself says so: a segment with RST. connect fails with ECONNREFUSED, before a single byte of data, and before the client has asked for any.',
    'That is the difference to UDP. There the datagram was sent without a question, and nobody was told that it was lost. TCP finds out whether somebody is there, and pays for it with three segments before the first byte.',
  ],
  elsewhere:
    'The same on macOS and Windows. Where a firewall throws the SYN away instead of answering it, connect waits a long time and ends with ETIMEDOUT.',
};

interface Observations {
  client: ClientFate;
  /** It asked for the sentence first. */
  asked: boolean;
  /** The code with which the probe was refused. */
  refusal: string | undefined;
}

/** What it means that this was seen. */
export function outcomeOf({ client, asked, refusal }: Observations): Outcome {
  const isRefused = client === 'refused';
  const findings = [
    isRefused
      ? `The client was refused (ECONNREFUSED), ${asked ? 'after it had asked for the sentence' : 'and ended before it asked for anything'}.`
      : 'The client was not refused.',
    refusal === undefined ? 'The probe got a connection.' : `The probe was refused as well: ${refusal}.`,
  ];
  if (!isRefused) return { choice: client === 'gave up' ? 'a' : undefined, asTold: false, findings };
  return { choice: asked ? 'b' : 'c', asTold: !asked && refusal === 'ECONNREFUSED', findings };
}
