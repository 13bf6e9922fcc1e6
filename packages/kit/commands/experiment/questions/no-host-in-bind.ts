import { isIPv4 } from 'node:net';
import type { ProbeResult } from '../../../wire/types.ts';
import { experiment } from '../experiment.ts';
import { ownAddresses } from '../lab/addresses.ts';
import type { Lab } from '../lab/lab.ts';

const LOOPBACK = '127.0.0.1';

export default experiment({
  number: 9,
  title: 'No host in bind: which addresses answer',
  topics: ['udp-pair', 'tcp-pair', 'socket-server'],
  roles: ['tcp-server', 'udp-server'],
  question: `In Python one writes bind(('', port)), with an empty host; your servers do the same when --host is left out. At which addresses of this machine does such a server answer? And at which does one that was started with --host ${LOOPBACK}?`,
  choices: {
    a: 'Without a host at none: an address must be named.',
    b: `Both at ${LOOPBACK} alone: that is what is meant when nothing is said.`,
    c: `Without a host at every IPv4 address. With --host ${LOOPBACK} at that one alone.`,
    d: 'Both at every IPv4 address: the host says who may come, and not where to.',
  },
  answer: 'c',
  async observe(lab) {
    const addresses = await ownAddresses();
    lab.turn('Without --host:');
    const anywhere = await answersOf(lab, null, addresses);
    lab.turn(`With --host ${LOOPBACK}:`);
    const bound = await answersOf(lab, LOOPBACK, addresses);
    return { anywhere, bound };
  },
  outcomeOf({ anywhere, bound }) {
    const findings = [
      `Without --host: ${inWords(anywhere)}.`,
      `With --host ${LOOPBACK}: ${inWords(bound)}.`,
      ...('::1' in anywhere.tcp ? [ipv6InWords(anywhere)] : []),
    ];
    return { choice: choiceOf(anywhere, bound), findings };
  },
  askWhy: 'Your laptop is in the network of a café. With which --host do you start a server that is for you alone?',
  why: [
    `A machine has several addresses: ${LOOPBACK} for itself, and one for each network that it is in. To bind a socket to one of them means: only packets to this address are for you. An empty host is the address 0.0.0.0, which stands for all IPv4 addresses of the machine, those of tomorrow too.`,
    `${LOOPBACK} never leaves the machine. A server that is bound to it is out of reach for all others, and for the machine itself under its other names: connect is refused, and a datagram is answered by ICMP.`,
    'IPv6 has addresses of its own: ::1 for the machine itself, :: for all. A server that is bound to 0.0.0.0 does not answer there. Node is special in one point: listen(port) without any host takes ::, which on most systems means IPv4 and IPv6 together; then ::1 answers as well.',
  ],
  elsewhere:
    'On Linux and Windows everything that begins with 127 is the machine itself. macOS has 127.0.0.1 alone, so 127.0.0.2 is left out there; so is a network address where there is no network.',
});

/** How each address answered, by address. */
type Answers = Readonly<Record<string, ProbeResult>>;
type ByTransport = Readonly<Record<'tcp' | 'udp', Answers>>;

/** Starts a server of each kind, asks at all addresses, and stops them. */
async function answersOf(lab: Lab, host: string | null, addresses: readonly string[]): Promise<ByTransport> {
  const servers = [
    await lab.server('tcp-server', { who: 'TCP server', host, isQuiet: true }),
    await lab.server('udp-server', { who: 'UDP server', host, isQuiet: true }),
  ];
  const answers: Record<'tcp' | 'udp', Record<string, ProbeResult>> = { tcp: {}, udp: {} };
  for (const address of addresses) {
    answers.tcp[address] = await lab.probe('tcp', address);
    answers.udp[address] = await lab.probe('udp', address);
  }
  await lab.stop(...servers);
  return answers;
}

function choiceOf(anywhere: ByTransport, bound: ByTransport): string | undefined {
  const every = Object.keys(anywhere.tcp).filter(isIPv4).join(', ');
  const [atAny, atOne] = [anywhere, bound].map(({ tcp, udp }) =>
    answering(tcp) === answering(udp) ? answering(tcp) : '',
  );
  if (atOne !== LOOPBACK) return atAny === every && atOne === every ? 'd' : undefined;
  if (atAny === every) return 'c';
  if (atAny === 'none') return 'a';
  return atAny === LOOPBACK ? 'b' : undefined;
}

function inWords({ tcp, udp }: ByTransport): string {
  const [overTcp, overUdp] = [answering(tcp), answering(udp)];
  return overTcp === overUdp ? `both answer at ${overTcp}` : `TCP answers at ${overTcp}, UDP at ${overUdp}`;
}

/** The IPv4 addresses that answered. */
function answering(answers: Answers): string {
  const those = Object.keys(answers).filter((address) => isIPv4(address) && answers[address] === 'answers');
  return those.join(', ') || 'none';
}

function ipv6InWords({ tcp, udp }: ByTransport): string {
  const both = Object.entries({ TCP: tcp['::1'], UDP: udp['::1'] }).filter(([, answer]) => answer === 'answers');
  if (both.length === 0) return 'At ::1, which is IPv6, neither answers.';
  return `At ::1, which is IPv6, the server over ${both.map(([name]) => name).join(' and ')} answers: it is bound to ::, and not to 0.0.0.0.`;
}
