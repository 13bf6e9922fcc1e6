import type { WireEvent } from '../../../wire/types.ts';
import { experiment } from '../experiment.ts';

const SENTENCE = 'hello network';

export default experiment({
  number: 2,
  title: 'The UDP client: a sentence, and ENTER alone',
  topics: ['udp-pair'],
  roles: ['udp-server', 'udp-client'],
  question: `The UDP server runs. You start the client, type "${SENTENCE}", and press ENTER. Then you start the client once more, and press ENTER alone. Which datagrams travel?`,
  choices: {
    a: 'One there and one back, both times. With ENTER alone both are empty.',
    b: 'One there and one back with the sentence. With ENTER alone none: there is nothing to send.',
    c: 'One there and one back, both times. With ENTER alone each carries one byte, the line end.',
    d: 'More than that: the two first agree to talk, and say goodbye in the end.',
  },
  answer: 'a',
  async observe(lab) {
    const server = await lab.server('udp-server');
    const { relay, wire } = await lab.relay(server);
    lab.turn(
      `A relay stands between the two, passes everything on, and writes it down. The client talks to its port ${relay.port}; the server sees other ports of the relay's.`,
    );
    await lab.client('udp-client', { port: relay.port, sentence: SENTENCE });
    lab.turn('Once more, with ENTER alone.');
    await lab.client('udp-client', { port: relay.port, sentence: '' });
    return relay.clients.map(({ port, conversation }) => ({ port, datagrams: datagramsOf(wire.events, conversation) }));
  },
  outcomeOf([first, second]) {
    const ports = `The client itself had port ${first?.port} the first time, and port ${second?.port} the second.`;
    const findings = [
      `With the sentence: ${inWords(first)}.`,
      `With ENTER alone: ${inWords(second)}.`,
      ...(first && second ? [ports] : []),
    ];
    return { choice: choiceOf(first, second), findings };
  },
  askWhy: 'What does an empty datagram consist of, and how does the server know that there was one?',
  why: [
    'A datagram is a message: what one send() takes is what one message event brings, whole, with its sender. No connection is made before and none is ended after, so nothing but the two datagrams travels.',
    'Its length may be 0. Then a header travels (8 bytes of UDP, behind 20 of IPv4: who sends, to whom, how long) and no data. The server gets a message of no bytes, and answers it like any other. A stream like TCP has no such thing: nothing written is nothing sent.',
    'The client took the line without its line end. And nobody chose its port: the system gave it a free one when it sent, another one each time.',
  ],
  elsewhere: 'The same on macOS and Windows.',
});

/** What passed the relay in one run of the client, from the port that the system gave it. */
interface Run {
  port: number;
  datagrams: { from: 'client' | 'server'; text: string }[];
}

function datagramsOf(events: readonly WireEvent[], conversation: number): Run['datagrams'] {
  return events.flatMap((event) => {
    if (event.kind !== 'data' || event.conversation !== conversation) return [];
    return { from: event.from === 'peer' ? 'client' : 'server', text: Buffer.from(event.bytes).toString() } as const;
  });
}

function choiceOf(first: Run | undefined, second: Run | undefined): string | undefined {
  if ((first?.datagrams.length ?? 0) + (second?.datagrams.length ?? 0) > 4) return 'd';
  if (!isTalk(first, SENTENCE)) return undefined;
  if (isTalk(second, '')) return 'a';
  if (!second) return 'b';
  return isTalk(second, '\n') || isTalk(second, '\r\n') ? 'c' : undefined;
}

/** One datagram there, and one back, in capital letters. */
function isTalk(run: Run | undefined, text: string): boolean {
  const [there, back, ...more] = run?.datagrams ?? [];
  if (there?.from !== 'client' || back?.from !== 'server' || more.length > 0) return false;
  return there.text === text && back.text === text.toUpperCase();
}

function inWords(run: Run | undefined): string {
  if (!run) return 'no datagram';
  return run.datagrams
    .map(({ from, text }) => `${text === '' ? 'an empty datagram' : JSON.stringify(text)} from the ${from}`)
    .join(', ');
}
