import { experiment } from '../experiment.ts';
import { SECOND_IN_WORDS, type SecondFate, secondFate, whoNames } from '../lab/server.ts';

export default experiment({
  number: 6,
  title: 'Two TCP servers on one port',
  topics: ['tcp-pair', 'socket-server'],
  roles: ['tcp-server'],
  question: 'The TCP server runs. In another terminal you start it once more, with the same port. What happens?',
  choices: {
    a: 'The second one takes the port over; the first one gets no more clients.',
    b: 'The second one says that the port is taken, and ends. The first one goes on.',
    c: 'Both run, and the system gives a part of the clients to each.',
    d: 'The second one waits until the first one has ended.',
  },
  answer: 'b',
  async observe(lab) {
    const first = await lab.server('tcp-server', { who: 'first server' });
    const second = await lab.serverInVain('tcp-server', { who: 'second server' });
    lab.turn('Who answers on the port now?');
    const client = await lab.between('probe', `port ${lab.port}`).askTcp(lab, 'who is there?');
    return { second: secondFate(second), answeredBy: await whoNames(client, [first, second]) };
  },
  outcomeOf({ second, answeredBy }) {
    const servers = ['The first server answers on the port.', 'The second server answers on the port.'];
    const findings = [SECOND_IN_WORDS[second], servers[answeredBy] ?? 'Neither server has named the client.'];
    if (second === 'ready') return { choice: answeredBy === 1 ? 'a' : 'c', findings };
    const choices: Partial<Record<SecondFate, string>> = { 'in use': 'b', silent: 'd' };
    return { choice: answeredBy === 0 ? choices[second] : undefined, findings };
  },
  askWhy: 'Why may there be only one? Think of what a client names when it connects.',
  why: [
    'A client names an address and a port, and nothing else. Were there two listening sockets under that name, the system could not know which of them is meant. So it gives the name to the first that asks, and refuses the second: bind (in Node it is part of listen) fails with EADDRINUSE. The first server does not even notice.',
    'The name is taken, and not the number alone: 127.0.0.1 and 127.0.0.2 are two names, and each may have a server on one port number. Without --host a server takes the port on all addresses, so there is room for nobody else.',
    'SO_REUSEADDR, which Node sets for every listening socket outside of Windows, does not change that: it lets a server come back at once while connections of the one before are still being forgotten. For two at a time both need reusePort: true; then the system (Linux does) shares the clients out.',
  ],
  elsewhere:
    'The same on macOS and Windows for one address. They differ where one server takes all addresses and the other one a single address: Linux refuses that as well, macOS allows it.',
});
