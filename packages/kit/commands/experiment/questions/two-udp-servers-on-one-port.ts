import { count } from '../../../text/phrases.ts';
import { experiment } from '../experiment.ts';
import type { Lab } from '../lab/lab.ts';
import { namedClients, SECOND_IN_WORDS, secondFate, whoNames } from '../lab/server.ts';

/** So many clients send to the two servers that share a port. */
const CLIENTS = 4;

export default experiment({
  number: 7,
  title: 'Two UDP servers on one port, and reuseAddr',
  topics: ['udp-pair'],
  roles: ['udp-server'],
  question: `The UDP server runs, and you start it once more with the same port. Then the same with two servers that create their sockets with reuseAddr: true; ${CLIENTS} clients send them a datagram each. What happens?`,
  choices: {
    a: 'Both run, each time: UDP knows no connections, so nothing is in the way.',
    b: 'The second one ends: the port is taken. With reuseAddr both run, and share the datagrams.',
    c: 'The second one ends: the port is taken. With reuseAddr both run, and each gets every datagram.',
    d: 'The second one ends: the port is taken. With reuseAddr both run, and the second gets every datagram.',
    e: 'The second one ends, with reuseAddr as well.',
  },
  answer: 'd',
  async observe(lab) {
    const first = await lab.server('udp-server', { who: 'first server' });
    const second = await lab.serverInVain('udp-server', { who: 'second server' });
    lab.turn('Who answers on the port now?');
    const client = await lab.between('probe', `port ${lab.port}`).askUdp(lab, 'who is there?');
    const seen = { second: secondFate(second), answeredBy: await whoNames(client, [first, second]) };
    await lab.stop(first, second);
    return { ...seen, ...(await shareThePort(lab)), platform: process.platform };
  },
  outcomeOf({ second, answeredBy, secondOfTwo, got: [first, last], platform }) {
    const findings = [
      `${SECOND_IN_WORDS[second]} ${answeredBy === 0 ? 'The first one goes on.' : 'The first one does not answer any more.'}`,
      secondOfTwo === 'ready'
        ? `With reuseAddr both ran: the first got ${count(first, 'datagram')}, the second ${last}.`
        : `With reuseAddr: ${SECOND_IN_WORDS[secondOfTwo]}`,
    ];
    if (second === 'ready') return { choice: 'a', findings };
    if (second !== 'in use' || answeredBy !== 0) return { choice: undefined, findings };
    if (secondOfTwo !== 'ready') return { choice: secondOfTwo === 'in use' ? 'e' : undefined, findings };
    const choice = sharedAs(first, last);
    // Who gets the datagrams of two sockets with reuseAddr is certain on Linux only.
    return { choice, asTold: platform === 'linux' ? choice === 'd' : first + last >= CLIENTS, findings };
  },
  askWhy: 'With reuseAddr, who would notice that the first server gets nothing any more? And what is that good for?',
  why: [
    'A datagram names an address and a port, so there must be one socket that it is for: the second bind fails with EADDRINUSE, as with TCP. That UDP makes no connections does not matter.',
    'reuseAddr: true is a promise of both that they know what they do, and then the system lets both bind. It still gives each datagram to one of them. Linux takes the one that was bound last, so the first server runs, and hears nothing; no error tells it. (It is meant for multicast, where each socket gets a copy, and for taking a port over.) To share the load there is another option, reusePort.',
  ],
  elsewhere:
    'Which of the two gets the datagrams with reuseAddr is for the system to choose, and no program may rely on it: Linux takes the last one; Microsoft calls it indeterminate. On macOS Node asks for SO_REUSEPORT instead.',
});

/** Two built-in servers, since the programs of the course do not ask for reuseAddr. */
async function shareThePort(lab: Lab) {
  lab.turn('Now two built-in servers whose sockets ask for reuseAddr: true.');
  const options = { isBuiltIn: true, flags: ['--reuse-addr'] };
  const first = await lab.server('udp-server', { ...options, who: 'first server' });
  const second = await lab.serverInVain('udp-server', { ...options, who: 'second server' });
  for (let number = 1; number <= CLIENTS; number++) {
    const client = await lab.between(`client ${number}`, `port ${lab.port}`).askUdp(lab, `number ${number}`);
    await whoNames(client, [first, second]);
  }
  return { secondOfTwo: secondFate(second), got: [namedClients(first).length, namedClients(second).length] as const };
}

function sharedAs(first: number, last: number): string | undefined {
  if (first === 0 && last === CLIENTS) return 'd';
  if (first === CLIENTS && last === CLIENTS) return 'c';
  return first > 0 && last > 0 && first + last === CLIENTS ? 'b' : undefined;
}
