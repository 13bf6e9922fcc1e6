import { count } from '../../../text/phrases.ts';
import { experiment } from '../experiment.ts';
import { othersThan, SECOND_IN_WORDS, secondFate } from '../lab/server.ts';

export default experiment({
  number: 8,
  title: 'A TCP server and a UDP server on one port',
  topics: ['tcp-pair', 'udp-pair'],
  roles: ['tcp-server', 'udp-server'],
  question:
    'The TCP server runs. In another terminal you start the UDP server with the same port number. A client of each kind talks to the port. What happens?',
  choices: {
    a: 'Both run. Each client is answered by the server of its kind.',
    b: 'The UDP server says that the port is taken, and ends.',
    c: 'Both run, and the TCP server, which came first, answers both clients.',
    d: 'Both run, and each client is answered twice.',
  },
  answer: 'a',
  async observe(lab) {
    const tcpServer = await lab.server('tcp-server', { who: 'TCP server' });
    const udpServer = await lab.serverInVain('udp-server', { who: 'UDP server' });
    const second = secondFate(udpServer);
    if (second !== 'ready') return { second, strangers: 0 };
    lab.turn('A client of each kind asks on the port.');
    const overTcp = await lab.between('TCP client', `port ${lab.port}`).askTcp(lab, 'hello over tcp');
    const overUdp = await lab.between('UDP client', `port ${lab.port}`).askUdp(lab, 'hello over udp');
    const strangers = [...(await othersThan(overTcp, tcpServer)), ...(await othersThan(overUdp, udpServer))];
    return { second, strangers: strangers.length };
  },
  outcomeOf({ second, strangers }) {
    if (second !== 'ready')
      return { choice: second === 'in use' ? 'b' : undefined, findings: [SECOND_IN_WORDS[second]] };
    const heard =
      strangers === 0
        ? 'Each was asked by the client of its kind, answered it, and heard of no other.'
        : `They have named ${count(strangers, 'client')} too many.`;
    return {
      choice: strangers === 0 ? 'a' : undefined,
      findings: ['Both servers got ready on one port number.', heard],
    };
  },
  askWhy: 'How does the system know which of the two servers is meant, when the port is the same?',
  why: [
    'A socket is known by its protocol, its address and its port, and all three count. Every packet names its protocol in the IP header (6 is TCP, 17 is UDP), so the system looks among the sockets of that protocol only, and never has to choose between the two servers.',
    'That is why one number can stand for one service over both: DNS answers on port 53 of UDP and on port 53 of TCP, and they are two sockets.',
  ],
  elsewhere: 'The same on macOS and Windows.',
});
