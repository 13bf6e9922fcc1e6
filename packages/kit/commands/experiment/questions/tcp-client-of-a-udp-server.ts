import { experiment } from '../experiment.ts';
import { clientFate, tcpFindings } from '../lab/client.ts';
import { noticedInWords, othersThan } from '../lab/server.ts';

export default experiment({
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
  async observe(lab) {
    const server = await lab.server('udp-server');
    const client = await lab.client('tcp-client', { sentence: 'do you hear me?' });
    lab.turn('A probe tries to connect as well.');
    const refusal = await lab.refusalByTcp();
    lab.turn('Is the server still well? It is asked over UDP.');
    const probe = await lab.between('probe', 'server').askUdp(server, 'are you there?');
    const others = await othersThan(probe, server);
    return { client: clientFate(client), asked: client.asked, refusal, noticed: others.length };
  },
  outcomeOf({ client, asked, refusal, noticed }) {
    const findings = [...tcpFindings(client, asked, refusal), noticedInWords(noticed, 'UDP')];
    if (noticed > 0) return { choice: 'd', findings };
    if (client === 'refused') return { choice: 'a', asTold: !asked && refusal === 'ECONNREFUSED', findings };
    return { choice: client === 'gave up' ? 'b' : asked ? 'c' : undefined, findings };
  },
  askWhy: 'Before the TCP server the UDP client waited in vain. Why does the TCP client know at once?',
  why: [
    'A port of UDP is none of TCP, so for TCP nobody is there: the system answers the request for a connection with RST, and connect fails with ECONNREFUSED, as in experiment 3. The UDP server gets nothing, since nothing was for it.',
    'The mistake is the same as in experiment 4, and only the client differs. To connect means to ask and to wait for an answer; to send a datagram means to ask nobody.',
  ],
  elsewhere: 'The same on macOS and Windows.',
});
