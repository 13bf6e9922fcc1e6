import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { Chance } from '@socket-lab/kit/peers/chance';
import { plainServer } from '@socket-lab/kit/peers/plain-server';
import { Tcp } from '@socket-lab/kit/peers/tcp';
import { Udp } from '@socket-lab/kit/peers/udp';
import { anyRecording } from '@socket-lab/kit/wire/pcap/fixtures/any-wire';
import { pcapng } from '@socket-lab/kit/wire/pcap/pcapng';
import { Recorder } from '@socket-lab/kit/wire/recorder';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { needsCommand } from './needs-command.ts';
import { Tshark } from './tshark.ts';

needsCommand('tshark');

const TIME = { timeout: 120_000 };
const never = () => new Promise<void>(() => {});
const hasIPv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));

function tcpOn(wire: Recorder): Tcp {
  const tcp = new Tcp(wire, never);
  onTestFinished(() => tcp.close());
  return tcp;
}

function udpOn(wire: Recorder): Udp {
  const udp = new Udp(wire, new Chance(1, 'tshark'), never);
  onTestFinished(() => udp.close());
  return udp;
}

test.each([['127.0.0.1'], ...(hasIPv6 ? [['::1']] : [])])(
  'over %s: two connections, both streams byte for byte',
  TIME,
  async (host) => {
    const wire = new Recorder();
    await using server = await plainServer(host, ({ socket }) => {
      socket.on('data', (bytes) => socket.write(bytes));
      socket.on('end', () => socket.end('the end\n'));
    });
    const tcp = tcpOn(wire);
    const much = Buffer.from(Array.from({ length: 300_001 }, (_, index) => (index * 7) % 256));
    const [first, second] = [await tcp.connect(server, { host }), await tcp.connect(server, { host })];
    await second.send('second');
    await first.sendByteByByte('ñandú');
    await first.send(much);
    await first.expect(Buffer.concat([Buffer.from('ñandú'), much]));
    first.stopReading();
    first.resumeReading();
    first.end();
    await first.expect('the end\n');
    await first.expectEnd();
    await second.expect('second');
    second.reset();
    await using shark = await Tshark.open(pcapng(wire.recording(), 'server, “echoes all”'));
    expect(await shark.faults()).toEqual([]);
    const sent = Buffer.concat([Buffer.from('ñandú'), much]);
    const [there, back] = await shark.follow(0);
    expect(there.equals(sent)).toBe(true);
    expect(back.equals(Buffer.concat([sent, Buffer.from('the end\n')]))).toBe(true);
    expect((await shark.follow(1)).map(String)).toEqual(['second', 'second']);
    const ports = await shark.fields('tcp.stream', 'tcp.srcport', 'tcp.dstport', 'tcp.flags.reset');
    expect(ports[0]).toMatch(new RegExp(`^0\t${first.port}\t${server.port}\t(0|False)$`)); // as the version has it
    expect(ports.at(-1)).toMatch(new RegExp(`^1\t${second.port}\t${server.port}\t(1|True)$`));
    expect((await shark.fields('frame.comment')).filter(Boolean).join('\n')).toContain(
      'the peer stops reading,the peer reads again',
    );
    expect((await shark.fields('frame.interface_name')).at(0)).toBe('conversation 1');
  },
);

test('a connection that is refused', TIME, async () => {
  const wire = new Recorder();
  const tcp = tcpOn(wire);
  const unused = await tcp.unusedPort();
  await expect(tcp.connect(unused)).rejects.toThrow('refused');
  await using shark = await Tshark.open(pcapng(wire.recording(), ''));
  expect(await shark.faults()).toEqual([]);
  expect(await shark.fields('tcp.flags.str', 'tcp.dstport')).toEqual([
    `··········S·\t${unused.port}`,
    expect.stringMatching(/^·······A·R··\t\d+$/),
  ]);
});

test('datagrams: empty, longest, from a stranger, and to a port where nobody is', TIME, async () => {
  const wire = new Recorder();
  const udp = udpOn(wire);
  const program = createSocket('udp4');
  onTestFinished(() => void program.close());
  program.bind(0, '127.0.0.1');
  await once(program, 'listening');
  program.on('message', (bytes, { address, port }) => program.send(bytes, port, address));
  const peer = await udp.talkTo(program.address());
  const longest = Buffer.alloc(65_507, 'ñ');
  for (const bytes of [Buffer.from('hello'), Buffer.alloc(0), longest]) {
    await peer.send(bytes);
    await peer.expect(bytes);
  }
  const lonely = await udp.connect(await udp.unusedPort());
  await lonely.send('anybody?');
  await lonely.expectUnreachable();
  await using shark = await Tshark.open(pcapng(wire.recording(), ''));
  expect(await shark.faults()).toEqual([]);
  const hex = [Buffer.from('hello'), Buffer.alloc(0), longest].map((bytes) => bytes.toString('hex'));
  expect(await shark.fields('data.data')).toEqual([
    ...hex.flatMap((bytes) => [bytes, bytes]),
    Buffer.from('anybody?').toString('hex'),
    '',
  ]);
  const rows = await shark.fields('udp.srcport', 'udp.dstport', 'icmp.type', 'icmp.code');
  expect(rows[1]).toBe(`${program.address().port}\t${peer.port}\t\t`);
  expect(rows.at(-1)).toBe(`${lonely.port}\t${lonely.target?.port}\t3\t3`);
});

test('a byte that is wrong is found', TIME, async () => {
  const [peer, program] = [40_000, 12_000].map((port) => ({ address: '127.0.0.1', port }));
  const hello = { kind: 'data', from: 'peer', bytes: Buffer.from('hello'), conversation: 1, atMs: 0 } as const;
  const capture = pcapng({ beganAtMs: 0, events: [hello], conversations: [{ transport: 'tcp', peer, program }] }, '');
  capture.write('j', capture.indexOf('hello'));
  await using shark = await Tshark.open(capture);
  expect(await shark.faults()).toHaveLength(1);
});

test('any wire is read without a fault', { timeout: 240_000 }, async () => {
  for (const recording of fc.sample(anyRecording, { numRuns: 8, seed: 7 })) {
    await using shark = await Tshark.open(pcapng(recording, 'any wire'));
    const faults = await shark.faults();
    expect(faults.join('\n')).toBe('');
  }
});
