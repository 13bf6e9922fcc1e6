import { experiment } from '../experiment.ts';
import { clientFate, UDP_CLIENT_IN_WORDS, UDP_TIMEOUT_MS } from '../lab/client.ts';
import { othersThan } from '../lab/server.ts';

export default experiment({
  number: 1,
  title: 'The UDP client before its server',
  topics: ['udp-pair'],
  roles: ['udp-client', 'udp-server'],
  question: `No server runs. You start the UDP client, type a sentence, and press ENTER. (Here it waits ${UDP_TIMEOUT_MS} ms for a reply, not its usual 5000.) Then, too late, the server starts on the port that the client has sent to. What happens?`,
  choices: {
    a: 'The client is refused: an error tells it at once that nobody is there.',
    b: 'The client waits, hears nothing, and gives up. The server gets nothing.',
    c: 'The client waits and gives up. The datagram is kept for the server, which gets it when it starts.',
    d: 'The client cannot send: as long as there is no server, there is nothing to send to.',
  },
  answer: 'b',
  async observe(lab) {
    const flags = ['--timeout', String(UDP_TIMEOUT_MS)];
    const client = await lab.client('udp-client', { sentence: 'is anybody there?', flags });
    lab.turn('A probe, a UDP socket that is connected to the port, sends to it as well.');
    const isUnreachable = await lab.isUnreachableByUdp();
    lab.turn('Now the server starts, and only then another datagram is sent to it.');
    const server = await lab.server('udp-server');
    const probe = await lab.between('probe', 'server').askUdp(server, 'are you there?');
    const kept = (await othersThan(probe, server)).length;
    return { client: clientFate(client), isOwn: lab.isOwn('udp-client'), isUnreachable, kept };
  },
  outcomeOf({ client, isOwn, isUnreachable, kept }) {
    const findings = [
      UDP_CLIENT_IN_WORDS[client],
      isUnreachable
        ? 'The probe was told: ICMP port unreachable, which its socket reports as ECONNREFUSED.'
        : 'The probe was told nothing.',
      kept === 0
        ? 'The server got the one datagram that was sent after its start. Those from before are gone.'
        : `The server got ${kept} of the datagrams from before its start.`,
    ];
    // The student's client may have connected its socket.
    if (client === 'refused') return { choice: 'a', asTold: isOwn && kept === 0, findings };
    return { choice: client !== 'gave up' ? undefined : kept === 0 ? 'b' : 'c', findings };
  },
  askWhy: 'Why does nobody tell the client, though the system knows that no socket is bound to the port?',
  why: [
    'UDP makes no connection, so there is nothing that could fail: to send means to hand a datagram to the system, and that went well. On the other side the system found no socket on the port, and threw the datagram away. It keeps nothing for a server that may start one day.',
    'It did say so, by an ICMP message: port unreachable. But a socket that is not connected may have sent to a thousand others meanwhile, and the message is not passed on to it. A connected one (the probe) is told: ECONNREFUSED. A client that must know has to ask again, or to stop waiting at some time, as this one does.',
  ],
  elsewhere:
    'macOS does the same. On Windows Node drops the ICMP message, so that the probe hears nothing either; and in a real network many machines send none.',
});
