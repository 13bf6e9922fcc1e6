import type { Experiment, Outcome } from '../experiment.ts';
import { askTcp } from '../lab/ask.ts';
import { whoNames } from '../lab/named-clients.ts';
import { SECOND_IN_WORDS, type SecondFate, secondFate } from '../lab/second-server.ts';

export const experiment: Experiment = {
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
  async run(lab) {
    const first = await lab.server('tcp-server', { who: 'first server' });
    const second = await lab.serverInVain('tcp-server', { who: 'second server' });
    lab.turn('Who answers on the port now?');
    const client = await askTcp(lab.between('probe', `port ${lab.port}`), lab, 'who is there?');
    return outcomeOf({ second: secondFate(second), answeredBy: await whoNames(client, [first, second]) });
  },
  askWhy: 'Why may there be only one? Think of what a client names when it connects.',
  why: [
    'A client names an address and a port, and nothing else. Were there two listening sockets under that name, the system could not know which of them is meant. So it gives the name to the first that asks, and refuses the second: bind (in Node it is part of listen) fails with EADDRINUSE. The first server does not even notice.',
    'The name is taken, and not the number alone: 127.0.0.1 and 127.0.0.2 are two names, and each may have a server on one port number. Without --host a server takes the port on all addresses, so there is room for nobody else.',
    'SO_REUSEADDR, which Node sets for every listening socket outside of Windows, does not change that: it lets a server come back at once while connections of the one before are still being forgotten. For two at a time both need reusePort: true; then the system (Linux does) shares the clients out.',
  ],
  elsewhere:
    'The same on macOS and Windows for one address. They differ where one server takes all addresses and the other one a single address: Linux refuses that as well, macOS allows it.',
};

interface Observations {
  second: SecondFate;
  /** Which server the probe was answered by: 0 for the first, 1 for the second, -1 when neither says so. */
  answeredBy: number;
}

const ANSWERED_BY = ['The first server answers on the port.', 'The second server answers on the port.'];

/** What it means that this was seen. */
export function outcomeOf({ second, answeredBy }: Observations): Outcome {
  const findings = [SECOND_IN_WORDS[second], ANSWERED_BY[answeredBy] ?? 'Neither server has named the client.'];
  const choice = choiceOf(second, answeredBy);
  return { choice, asTold: choice === experiment.answer, findings };
}

function choiceOf(second: SecondFate, answeredBy: number): string | undefined {
  switch (second) {
    case 'in use':
      return answeredBy === 0 ? 'b' : undefined;
    case 'ready':
      return answeredBy === 1 ? 'a' : 'c';
    case 'silent':
      return answeredBy === 0 ? 'd' : undefined;
    case 'elsewhere':
    case 'ended':
      return undefined;
    default:
      return second satisfies never;
  }
}
