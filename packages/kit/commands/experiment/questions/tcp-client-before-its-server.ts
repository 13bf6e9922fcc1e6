import { experiment } from '../experiment.ts';
import { clientFate, tcpFindings } from '../lab/client.ts';

export default experiment({
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
  async observe(lab) {
    const client = await lab.client('tcp-client', { sentence: 'is anybody there?' });
    lab.turn('A probe tries the same.');
    return { client: clientFate(client), asked: client.asked, refusal: await lab.refusalByTcp() };
  },
  outcomeOf({ client, asked, refusal }) {
    const findings = tcpFindings(client, asked, refusal);
    if (client !== 'refused') return { choice: client === 'gave up' ? 'a' : undefined, findings };
    return { choice: asked ? 'b' : 'c', asTold: !asked && refusal === 'ECONNREFUSED', findings };
  },
  askWhy: 'Who refuses the client, when no server runs that could?',
  why: [
    'The client has to connect before it can send anything. To connect is to ask the other system (a segment with SYN) and to wait for its answer. No socket listens on the port, and the system itself says so: a segment with RST. connect fails with ECONNREFUSED, before a single byte of data, and before the client has asked for any.',
    'That is the difference to UDP. There the datagram was sent without a question, and nobody was told that it was lost. TCP finds out whether somebody is there, and pays for it with three segments before the first byte.',
  ],
  elsewhere:
    'The same on macOS and Windows. Where a firewall throws the SYN away instead of answering it, connect waits a long time and ends with ETIMEDOUT.',
});
