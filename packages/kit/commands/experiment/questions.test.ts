import { isIPv4 } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import type { Experiment } from './experiment.ts';
import { CASTS } from './fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS, observe } from './fixtures/observe.ts';
import { ownAddresses } from './lab/addresses.ts';
import noHost from './questions/no-host-in-bind.ts';
import serverOfEach from './questions/tcp-and-udp-server-on-one-port.ts';
import tcpClientFirst from './questions/tcp-client-before-its-server.ts';
import tcpClientOfUdp from './questions/tcp-client-of-a-udp-server.ts';
import twoTcpServers from './questions/two-tcp-servers-on-one-port.ts';
import twoUdpServers from './questions/two-udp-servers-on-one-port.ts';
import udpClientFirst from './questions/udp-client-before-its-server.ts';
import udpClientOfTcp from './questions/udp-client-of-a-tcp-server.ts';
import sentence from './questions/udp-sentence-and-enter-alone.ts';

vi.setConfig({ testTimeout: EXPERIMENT_MS });

const FAILED = 'ends: exit code 1 (an error, reported or uncaught)';
const IN_VAIN = 'The client sent without any error, heard nothing within 1000 ms (its --timeout), and gave up.';
const REFUSED = [
  'The client was refused (ECONNREFUSED), and ended before it asked for anything.',
  'The probe was refused as well: ECONNREFUSED.',
];
const PROBE_REFUSED = ['probe → port PORT: connect 127.0.0.1:PORT', 'probe ← port PORT: refused (ECONNREFUSED)'];
const UNREACHABLE = ['probe → port PORT: "anybody?"', 'probe ← port PORT: ICMP: port unreachable'];
const ASKED_OVER_UDP = ['probe → server: "are you there?"', 'probe ← server: "ARE YOU THERE?"'];
const IN_USE = expect.stringMatching(/^second server: stderr: Bind failed: EADDRINUSE/);
const udpTalk = (peer: string, text: string) => [
  `${peer} → port PORT: "${text}"`,
  `${peer} ← port PORT: "${text.toUpperCase()}"`,
];
const tcpTalk = (peer: string, server: string, text: string) => [
  `${peer} → ${server}: connect 127.0.0.1:PORT`,
  `${peer} → ${server}: "${text}\\n"`,
  `${peer} ← ${server}: "${text.toUpperCase()}\\n"`,
  `${peer} ← ${server}: FIN (end)`,
  `${peer} → ${server}: FIN (end)`,
];

describe.each(CASTS)('with %s', (whose) => {
  /** What is seen of an experiment that goes as its text says at the first time. */
  async function seen(experiment: Experiment, players: number) {
    const { acts, own, outcome, ...story } = await observe(experiment, whose);
    expect({ acts, own }).toEqual({ acts: 1, own: Array(players).fill(whose !== 'built-in programs') });
    expect(outcome?.asTold).toBe(true);
    return { ...story, choice: outcome?.choice, findings: outcome?.findings };
  }

  test('the client waits in vain, and the server gets nothing', async () => {
    expect(await seen(udpClientFirst, 2)).toEqual({
      choice: 'b',
      findings: [
        IN_VAIN,
        'The probe was told: ICMP port unreachable, which its socket reports as ECONNREFUSED.',
        'The server got the one datagram that was sent after its start. Those from before are gone.',
      ],
      wire: ['client: is typed: "is anybody there?\\n"', ...UNREACHABLE, ...ASKED_OVER_UDP],
      others: expect.arrayContaining(['client: stderr: No reply within 1000 ms', `client: ${FAILED}`]),
    });
  });

  test('one datagram travels each way, an empty one with ENTER alone', async () => {
    const { others, ...rest } = await seen(sentence, 2);
    expect(rest).toEqual({
      choice: 'a',
      findings: [
        'With the sentence: "hello network" from the client, "HELLO NETWORK" from the server.',
        'With ENTER alone: an empty datagram from the client, an empty datagram from the server.',
        expect.stringMatching(/^The client itself had port \d+ the first time, and port \d+ the second\.$/),
      ],
      wire: [
        'client: is typed: "hello network\\n"',
        'client → server: "hello network"',
        'client ← server: "HELLO NETWORK"',
        'client: is typed: "\\n"',
        'client → server: empty datagram',
        'client ← server: empty datagram',
      ],
    });
    expect(others.filter((line) => line === 'client: ends: exit code 0')).toHaveLength(2);
    expect(others.filter((line) => line.startsWith('server: prints: Message received from 127.0.0.1'))).toHaveLength(2);
  });

  test('the client is refused at once, and never asks', async () => {
    expect(await seen(tcpClientFirst, 1)).toEqual({
      choice: 'c',
      findings: REFUSED,
      wire: PROBE_REFUSED,
      others: [
        'client: starts: --port PORT --host 127.0.0.1',
        expect.stringMatching(/^client: stderr: .*ECONNREFUSED/),
        `client: ${FAILED}`,
      ],
    });
  });

  test('the client waits in vain, and the server notices nothing', async () => {
    expect(await seen(udpClientOfTcp, 2)).toEqual({
      choice: 'd',
      findings: [
        IN_VAIN,
        'The probe was told by ICMP that there is no such UDP port.',
        'The server named nobody but the probe that asked it over TCP, and answered that one.',
      ],
      wire: ['client: is typed: "do you hear me?\\n"', ...UNREACHABLE, ...tcpTalk('probe', 'server', 'are you there?')],
      others: expect.arrayContaining(['client: stderr: No reply within 1000 ms']),
    });
  });

  test('the client is refused at once, and the server notices nothing', async () => {
    const alone = 'The server named nobody but the probe that asked it over UDP, and answered that one.';
    expect(await seen(tcpClientOfUdp, 2)).toEqual({
      choice: 'a',
      findings: [...REFUSED, alone],
      wire: [...PROBE_REFUSED, ...ASKED_OVER_UDP],
      others: expect.arrayContaining([`client: ${FAILED}`]),
    });
  });

  test('the second server is refused the port, and the first one goes on', async () => {
    expect(await seen(twoTcpServers, 1)).toEqual({
      choice: 'b',
      findings: ['The second server said EADDRINUSE, and ended.', 'The first server answers on the port.'],
      wire: tcpTalk('probe', 'port PORT', 'who is there?'),
      others: expect.arrayContaining([IN_USE, `second server: ${FAILED}`]),
    });
  });

  test('the second is refused; with reuseAddr it gets everything (Linux)', async () => {
    const isLinux = process.platform === 'linux';
    expect(await seen(twoUdpServers, 1)).toEqual({
      choice: isLinux ? 'd' : expect.anything(),
      findings: [
        'The second server said EADDRINUSE, and ended. The first one goes on.',
        isLinux
          ? 'With reuseAddr both ran: the first got 0 datagrams, the second 4.'
          : expect.stringMatching(/^With reuseAddr both ran/),
      ],
      wire: [
        ...udpTalk('probe', 'who is there?'),
        ...[1, 2, 3, 4].flatMap((number) => udpTalk(`client ${number}`, `number ${number}`)),
      ],
      others: expect.arrayContaining([IN_USE]),
    });
  });

  test('both run, and each answers its own kind of client', async () => {
    expect(await seen(serverOfEach, 2)).toMatchObject({
      choice: 'a',
      findings: [
        'Both servers got ready on one port number.',
        'Each was asked by the client of its kind, answered it, and heard of no other.',
      ],
      wire: [...tcpTalk('TCP client', 'port PORT', 'hello over tcp'), ...udpTalk('UDP client', 'hello over udp')],
    });
  });

  test('without a host every IPv4 address answers, with 127.0.0.1 only that', async () => {
    const { choice, findings, wire } = await seen(noHost, 2);
    expect(choice).toBe('c');
    expect(findings?.[1]).toBe('With --host 127.0.0.1: both answer at 127.0.0.1.');
    const [anywhere, bound] = [wire.slice(0, wire.length / 2), wire.slice(wire.length / 2)];
    for (const address of (await ownAddresses()).filter(isIPv4)) {
      const answer = address === '127.0.0.1' ? 'it answers' : 'ECONNREFUSED';
      for (const transport of ['TCP', 'UDP']) {
        expect(anywhere).toContain(`probe → ${address}: over ${transport}: it answers`);
        expect(bound).toContain(`probe → ${address}: over ${transport}: ${answer}`);
      }
    }
  });
});

test.each([
  [{ client: 'gave up', kept: 0 }, 'b', true],
  [{ client: 'gave up', kept: 2 }, 'c', false],
  [{ client: 'refused', kept: 0 }, 'a', false],
  [{ client: 'refused', kept: 0, isOwn: true }, 'a', true],
  [{ client: 'replied', kept: 0 }, undefined, false],
  [{ client: 'other', kept: 0 }, undefined, false],
] as const)('%o is %s', (seen, choice, asTold) => {
  const outcome = udpClientFirst.outcomeOf({ isOwn: false, isUnreachable: true, ...seen });
  expect(outcome).toMatchObject({ choice, asTold });
});

test('where no ICMP message comes, the text says so', () => {
  const seen = { client: 'gave up', isOwn: false, isUnreachable: false, kept: 0 } as const;
  const { asTold, findings } = udpClientFirst.outcomeOf(seen);
  expect({ asTold, finding: findings[1] }).toEqual({ asTold: true, finding: 'The probe was told nothing.' });
});

const there = (text: string) => ({ from: 'client', text }) as const;
const back = (text: string) => ({ from: 'server', text }) as const;
const FIRST = { port: 40_001, datagrams: [there('hello network'), back('HELLO NETWORK')] };
const second = (...datagrams: (typeof FIRST.datagrams)[number][]) => [FIRST, { port: 40_002, datagrams }];

test.each([
  ['empty ones with ENTER alone', second(there(''), back('')), 'a'],
  ['none with ENTER alone', [FIRST], 'b'],
  ['a line end with ENTER alone', second(there('\n'), back('\n')), 'c'],
  ['five in all', second(there(''), back(''), there('bye')), 'd'],
  ['no reply', second(there('')), undefined],
  ['nothing at all', [], undefined],
  ['a reply that is not the sentence', [{ ...FIRST, datagrams: [there('hello network'), back('?')] }], undefined],
])('%s is %s', (_, runs, choice) => {
  expect(sentence.outcomeOf(runs)).toMatchObject({ choice, asTold: choice === 'a' });
});

test.each([
  [{ client: 'refused', asked: false }, 'c', true],
  [{ client: 'refused', asked: true }, 'b', false],
  [{ client: 'gave up', asked: true }, 'a', false],
  [{ client: 'replied', asked: true }, undefined, false],
  [{ client: 'refused', asked: false, refusal: undefined }, 'c', false],
] as const)('%o is %s', (seen, choice, asTold) => {
  expect(tcpClientFirst.outcomeOf({ refusal: 'ECONNREFUSED', ...seen })).toMatchObject({ choice, asTold });
});

test.each([
  [{ client: 'gave up', noticed: 0 }, 'd', true],
  [{ client: 'gave up', noticed: 1 }, 'c', false],
  [{ client: 'refused', noticed: 0 }, 'b', false],
  [{ client: 'refused', noticed: 0, isOwn: true }, 'b', true],
  [{ client: 'replied', noticed: 1 }, 'a', false],
  [{ client: 'other', noticed: 0 }, undefined, false],
] as const)('%o is %s', (seen, choice, asTold) => {
  const outcome = udpClientOfTcp.outcomeOf({ isOwn: false, isUnreachable: true, ...seen });
  expect(outcome).toMatchObject({ choice, asTold });
});

test.each([
  [{ client: 'refused', asked: false }, 'a', true],
  [{ client: 'refused', asked: true }, 'a', false],
  [{ client: 'refused', asked: false, noticed: 1 }, 'd', false],
  [{ client: 'refused', asked: false, refusal: undefined }, 'a', false],
  [{ client: 'gave up', asked: true }, 'b', false],
  [{ client: 'other', asked: true }, 'c', false],
  [{ client: 'other', asked: false }, undefined, false],
] as const)('%o is %s', (seen, choice, asTold) => {
  const outcome = tcpClientOfUdp.outcomeOf({ refusal: 'ECONNREFUSED', noticed: 0, ...seen });
  expect(outcome).toMatchObject({ choice, asTold });
});

test.each([
  ['in use', 0, 'b'],
  ['in use', 1, undefined],
  ['in use', -1, undefined],
  ['ready', 0, 'c'],
  ['ready', 1, 'a'],
  ['silent', 0, 'd'],
  ['elsewhere', 0, undefined],
  ['ended', 0, undefined],
] as const)('a second server that is %s, and server %i answers: %s', (second, answeredBy, choice) => {
  expect(twoTcpServers.outcomeOf({ second, answeredBy })).toMatchObject({ choice, asTold: choice === 'b' });
});

const BOTH_RUN = { second: 'in use', answeredBy: 0, secondOfTwo: 'ready' } as const;

test.each([
  [{ ...BOTH_RUN, got: [0, 4] }, 'd', { linux: true, darwin: true }],
  [{ ...BOTH_RUN, got: [4, 0] }, undefined, { linux: false, darwin: true }],
  [{ ...BOTH_RUN, got: [1, 3] }, 'b', { linux: false, darwin: true }],
  [{ ...BOTH_RUN, got: [4, 4] }, 'c', { linux: false, darwin: true }],
  [{ ...BOTH_RUN, got: [0, 3] }, undefined, { linux: false, darwin: false }],
  [{ ...BOTH_RUN, secondOfTwo: 'in use', got: [4, 0] }, 'e', { linux: false, darwin: false }],
  [{ ...BOTH_RUN, second: 'ready', got: [0, 4] }, 'a', { linux: false, darwin: false }],
  [{ ...BOTH_RUN, answeredBy: -1, got: [0, 4] }, undefined, { linux: false, darwin: false }],
] as const)('%o is %s', (seen, choice, { linux, darwin }) => {
  expect(twoUdpServers.outcomeOf({ ...seen, platform: 'linux' })).toMatchObject({ choice, asTold: linux });
  expect(twoUdpServers.outcomeOf({ ...seen, platform: 'darwin' })).toMatchObject({ choice, asTold: darwin });
});

test.each([
  [{ second: 'ready', strangers: 0 }, 'a', true],
  [{ second: 'ready', strangers: 1 }, undefined, false],
  [{ second: 'in use', strangers: 0 }, 'b', false],
  [{ second: 'silent', strangers: 0 }, undefined, false],
] as const)('%o is %s', (seen, choice, asTold) => {
  expect(serverOfEach.outcomeOf(seen)).toMatchObject({ choice, asTold });
});

const at = (...those: string[]) => {
  const answer = (address: string) => (those.includes(address) ? 'answers' : { code: 'ECONNREFUSED' });
  const addresses = ['127.0.0.1', '127.0.0.2', '10.0.0.7', '::1'];
  const answers = Object.fromEntries(addresses.map((address) => [address, answer(address)] as const));
  return { tcp: answers, udp: answers };
};
const ALL = at('127.0.0.1', '127.0.0.2', '10.0.0.7');
const ONE = at('127.0.0.1');

test.each([
  ['all and one', { anywhere: ALL, bound: ONE }, 'c'],
  ['all of both families and one', { anywhere: at('127.0.0.1', '127.0.0.2', '10.0.0.7', '::1'), bound: ONE }, 'c'],
  ['one and one', { anywhere: ONE, bound: ONE }, 'b'],
  ['none and one', { anywhere: at(), bound: ONE }, 'a'],
  ['all and all', { anywhere: ALL, bound: ALL }, 'd'],
  ['some and one', { anywhere: at('127.0.0.1', '127.0.0.2'), bound: ONE }, undefined],
  ['all and none', { anywhere: ALL, bound: at() }, undefined],
  ['all over TCP only', { anywhere: { ...ALL, udp: ONE.udp }, bound: ONE }, undefined],
])('%s is %s', (_, seen, choice) => {
  expect(noHost.outcomeOf(seen)).toMatchObject({ choice, asTold: choice === 'c' });
});

test('what is seen is said for both protocols', () => {
  const anywhere = { tcp: at('127.0.0.1', '::1').tcp, udp: ONE.udp };
  expect(noHost.outcomeOf({ anywhere, bound: at() }).findings).toEqual([
    'Without --host: both answer at 127.0.0.1.',
    'With --host 127.0.0.1: both answer at none.',
    'At ::1, which is IPv6, the server over TCP answers: it is bound to ::, and not to 0.0.0.0.',
  ]);
});
