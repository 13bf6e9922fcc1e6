import { experiment } from '../experiment.ts';
import { clientFate, UDP_CLIENT_IN_WORDS, UDP_TIMEOUT_MS } from '../lab/client.ts';
import { noticedInWords, othersThan } from '../lab/server.ts';

export default experiment({
  number: 4,
  title: 'The UDP client of a TCP server',
  topics: ['tcp-pair', 'udp-pair'],
  roles: ['tcp-server', 'udp-client'],
  question: `The TCP server runs. You start the UDP client with the same port number, type a sentence, and press ENTER. (Here it waits ${UDP_TIMEOUT_MS} ms for a reply, not its usual 5000.) What happens?`,
  choices: {
    a: 'The server gets the sentence and answers: a port is a port.',
    b: 'The client is refused: an error tells it at once that the port is none of UDP.',
    c: 'The server names a client that has connected, and waits for its line.',
    d: 'The client waits in vain, and the server notices nothing.',
  },
  answer: 'd',
  async observe(lab) {
    const server = await lab.server('tcp-server');
    const flags = ['--timeout', String(UDP_TIMEOUT_MS)];
    const client = await lab.client('udp-client', { sentence: 'do you hear me?', flags });
    lab.turn('A probe, a connected UDP socket, sends to the port as well.');
    const isUnreachable = await lab.isUnreachableByUdp();
    lab.turn('Is the server still well? It is asked over TCP.');
    const probe = await lab.between('probe', 'server').askTcp(server, 'are you there?');
    const noticed = (await othersThan(probe, server)).length;
    return { client: clientFate(client), isOwn: lab.isOwn('udp-client'), isUnreachable, noticed };
  },
  outcomeOf({ client, isOwn, isUnreachable, noticed }) {
    const findings = [
      UDP_CLIENT_IN_WORDS[client],
      isUnreachable ? 'The probe was told by ICMP that there is no such UDP port.' : 'The probe was told nothing.',
      noticedInWords(noticed, 'TCP'),
    ];
    if (client === 'replied') return { choice: 'a', findings };
    if (noticed > 0) return { choice: 'c', findings };
    if (client === 'refused') return { choice: 'b', asTold: isOwn, findings }; // it may have connected its socket
    return { choice: client === 'gave up' ? 'd' : undefined, findings };
  },
  askWhy: 'The port number is the right one. Why does the datagram not reach the server?',
  why: [
    'TCP and UDP have ports of their own, from 0 to 65535 each. A packet says in its IP header which of the two it belongs to (6 is TCP, 17 is UDP), and only then the port counts. So port 12000 of TCP and port 12000 of UDP have no more in common than two houses with one number in two streets.',
    'For the datagram there is no socket, as in experiment 1: the system throws it away, says so by ICMP, and the client, whose socket is not connected, is not told. The server has nothing to notice: nothing was for it.',
  ],
  elsewhere: 'macOS does the same. On Windows Node drops the ICMP message, so that the probe hears nothing either.',
});
