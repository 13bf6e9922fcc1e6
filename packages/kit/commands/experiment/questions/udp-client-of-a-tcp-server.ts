import type { Experiment, Outcome } from '../experiment.ts';
import { askTcp } from '../lab/ask.ts';
import { type ClientFate, clientFate } from '../lab/client-fate.ts';
import { othersThan } from '../lab/named-clients.ts';
import { isUnreachableByUdp } from '../lab/probe-port.ts';

/** How long the client waits for a reply. */
const TIMEOUT_MS = 1_000;

export const experiment: Experiment = {
  number: 4,
  title: 'The UDP client of a TCP server',
  topics: ['tcp-pair', 'udp-pair'],
  roles: ['tcp-server', 'udp-client'],
  question: `The TCP server runs. You start the UDP client with the same port number, type a sentence, and press ENTER. (Here it waits ${TIMEOUT_MS} ms for a reply, not its usual 5000.) What happens?`,
  choices: {
    a: 'The server gets the sentence and answers: a port is a port.',
    b: 'The client is refused: an error tells it at once that the port is none of UDP.',
    c: 'The server names a client that has connected, and waits for its line.',
    d: 'The client waits in vain, and the server notices nothing.',
  },
  answer: 'd',
  async run(lab) {
    const server = await lab.server('tcp-server');
    const flags = ['--timeout', String(TIMEOUT_MS)];
    const client = await lab.client('udp-client', { sentence: 'do you hear me?', flags });
    lab.turn('A probe, a connected UDP socket, sends to the port as well.');
    const isUnreachable = await isUnreachableByUdp(lab);
    lab.turn('Is the server still well? It is asked over TCP.');
    const probe = await askTcp(lab.between('probe', 'server'), server, 'are you there?');
    const others = await othersThan(probe, server);
    return outcomeOf({
      client: clientFate(client),
      isOwn: lab.isOwn('udp-client'),
      isUnreachable,
      noticed: others.length,
    });
  },
  askWhy: 'The port number is the right one. Why does the datagram not reach the server?',
  why: [
    'TCP and UDP have ports of their own, from 0 to 65535 each. A packet says in its IP header which of the two it belongs to (6 is TCP, 17 is UDP), and only then the port counts. So port 12000 of TCP and port 12000 of UDP have no more in common than two houses with one number in two streets.',
    'For the datagram there is no socket, as in experiment 1: the system throws it away, says so by ICMP, and the client, whose socket is not connected, is not told. The server has nothing to notice: nothing was for it.',
  ],
  elsewhere: 'macOS does the same. On Windows Node drops the ICMP message, so that the probe hears nothing either.',
};

interface Observations {
  client: ClientFate;
  /** The client is the student's, which may have connected its socket. */
  isOwn: boolean;
  /** The probe was told by ICMP that no UDP socket is bound to the port. */
  isUnreachable: boolean;
  /** How many clients the server named besides the one over TCP. */
  noticed: number;
}

/** What it means that this was seen. */
export function outcomeOf({ client, isOwn, isUnreachable, noticed }: Observations): Outcome {
  const findings = [
    CLIENT[client],
    isUnreachable ? 'The probe was told by ICMP that there is no such UDP port.' : 'The probe was told nothing.',
    noticed === 0
      ? 'The server named nobody but the probe that asked it over TCP, and answered that one.'
      : `The server named ${noticed} clients besides the probe that asked it over TCP.`,
  ];
  if (client === 'replied') return { choice: 'a', asTold: false, findings };
  if (noticed > 0) return { choice: 'c', asTold: false, findings };
  if (client === 'refused') return { choice: 'b', asTold: isOwn, findings };
  const choice = client === 'gave up' ? 'd' : undefined;
  return { choice, asTold: choice === experiment.answer, findings };
}

const CLIENT: Record<ClientFate, string> = {
  'gave up': `The client sent without any error, heard nothing within ${TIMEOUT_MS} ms (its --timeout), and gave up.`,
  refused:
    'The client was told: ECONNREFUSED. So its socket is connected, and the ICMP message reaches it; what follows speaks of one that is not.',
  replied: 'The client got a reply.',
  other: 'The client did not give up as it should.',
};
