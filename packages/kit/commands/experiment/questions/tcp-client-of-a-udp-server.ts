import type { Experiment, Outcome } from '../experiment.ts';
import { askUdp } from '../lab/ask.ts';
import { type ClientFate, clientFate } from '../lab/client-fate.ts';
import { othersThan } from '../lab/named-clients.ts';
import { refusalByTcp } from '../lab/probe-port.ts';

export const experiment: Experiment = {
  number: 5,
  title: 'The TCP client of a UDP server',
  topics: ['tcp-pair', 'udp-pair'],
  roles: ['udp-server', 'tcp-client'],
  question:
    'Now the other way round. The UDP server runs, and you start the TCP client with the same port number. What happens?',
  choices: {
    a: 'The client is refused at once, and the server notices nothing.',
    b: 'The client waits in vain, as the UDP client did before the TCP server.',
    c: 'The client connects, since the port is open, and asks for the sentence; no answer comes.',
    d: 'The server gets the request for a connection as a datagram that it does not understand.',
  },
  answer: 'a',
  async run(lab) {
    const server = await lab.server('udp-server');
    const client = await lab.client('tcp-client', { sentence: 'do you hear me?' });
    lab.turn('A probe tries to connect as well.');
    const refusal = await refusalByTcp(lab);
    lab.turn('Is the server still well? It is asked over UDP.');
    const probe = await askUdp(lab.between('probe', 'server'), server, 'are you there?');
    const others = await othersThan(probe, server);
    return outcomeOf({ client: clientFate(client), asked: client.asked, refusal, noticed: others.length });
  },
  askWhy: 'Before the TCP server the UDP client waited in vain. Why does the TCP client know at once?',
  why: [
    'A port of UDP is none of TCP, so for TCP nobody is there: the system answers the request for a connection with RST, and connect fails with ECONNREFUSED, as in experiment 3. The UDP server gets nothing, since nothing was for it.',
    'The mistake is the same as in experiment 4, and only the client differs. To connect means to ask and to wait for an answer; to send a datagram means to ask nobody.',
  ],
  elsewhere: 'The same on macOS and Windows.',
};

interface Observations {
  client: ClientFate;
  /** It asked for the sentence first. */
  asked: boolean;
  /** The code with which the probe was refused. */
  refusal: string | undefined;
  /** How many clients the server named besides the one over UDP. */
  noticed: number;
}

/** What it means that this was seen. */
export function outcomeOf({ client, asked, refusal, noticed }: Observations): Outcome {
  const findings = [
    client === 'refused'
      ? `The client was refused (ECONNREFUSED), ${asked ? 'after it had asked for the sentence' : 'and ended before it asked for anything'}.`
      : 'The client was not refused.',
    refusal === undefined ? 'The probe got a connection.' : `The probe was refused as well: ${refusal}.`,
    noticed === 0
      ? 'The server named nobody but the probe that asked it over UDP, and answered that one.'
      : `The server named ${noticed} clients besides the probe that asked it over UDP.`,
  ];
  if (noticed > 0) return { choice: 'd', asTold: false, findings };
  if (client === 'refused') return { choice: 'a', asTold: !asked && refusal === 'ECONNREFUSED', findings };
  const choice = client === 'gave up' ? 'b' : asked ? 'c' : undefined;
  return { choice, asTold: false, findings };
}
