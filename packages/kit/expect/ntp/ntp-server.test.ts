import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { CheckFailure } from '../../failure/failure.ts';
import { Chance } from '../../peers/chance.ts';
import { Udp } from '../../peers/udp.ts';
import { Change } from '../../program/output.ts';
import { Recorder } from '../../wire/recorder.ts';
import { kiss, type NtpServer, serveNtp } from './ntp-server.ts';
import { decodePacket, encodePacket, extensionField, type NtpPacket } from './packet.ts';
import { ntpTimestamp, unixSecondsOf } from './timestamp.ts';

const NOW = Date.now() / 1000;
let wire: Recorder;
let udp: Udp;

beforeEach(() => {
  wire = new Recorder();
  udp = new Udp(wire, new Chance(7, 'ntp'), () => new Promise(() => {}));
});

afterEach(() => udp.close());

/** A plain socket in the part of the program, and what arrives there. */
async function program() {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  const inbox: { bytes: Buffer; address: string; port: number }[] = [];
  const change = new Change();
  socket.on('message', (bytes, { address, port }) => {
    inbox.push({ bytes, address, port });
    change.announce();
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    async asks({ address, port }: NtpServer, bytes = requestBytes()) {
      socket.send(bytes, port, address);
      return bytes;
    },
    async arrivals(count: number) {
      while (inbox.length < count) await change.next;
      return inbox;
    },
  };
}

function requestBytes(): Buffer {
  const bytes = Buffer.alloc(48);
  bytes[0] = 0x23;
  bytes[2] = 6;
  bytes.writeBigUInt64BE(ntpTimestamp(Date.now()), 40);
  return bytes;
}

/** A server that was asked, and what it sends by `answer`. */
async function asked(options: Parameters<typeof serveNtp>[1] = {}) {
  const server = await serveNtp(udp, options);
  const client = await program();
  const bytes = await client.asks(server);
  return { server, client, bytes, request: await server.request() };
}

test('a request is taken field by field', async () => {
  const { request, bytes } = await asked();
  expect(encodePacket(request.packet)).toEqual(bytes);
  expect(request.packet).toMatchObject({ leap: 0, version: 4, mode: 3, poll: 6 });
  expect(request.receivedAt).toBeGreaterThanOrEqual(unixSecondsOf(request.packet.transmit));
});

test.each([0, 1, 47])('%d bytes are no request', async (length) => {
  const server = await serveNtp(udp);
  const client = await program();
  await client.asks(server, requestBytes().subarray(0, length));
  await expect(server.request()).rejects.toThrow(CheckFailure);
});

test('it is silent until it is told to answer', async () => {
  const { server, client, request } = await asked();
  await server.socket.reply(request, 'a mark'); // on one way datagrams keep their order: nothing else came before
  expect((await client.arrivals(1)).map(({ bytes }) => bytes.toString())).toEqual(['a mark']);
});

test('the honest answer', async () => {
  const { server, client, request } = await asked();
  const { packet, sentAt } = await server.answer(request);
  const [answer] = await client.arrivals(1);
  expect(answer).toMatchObject({ address: '127.0.0.1', port: server.port });
  expect(answer?.bytes).toHaveLength(48);
  const came = decodePacket(answer?.bytes ?? Buffer.alloc(0));
  expect(came).toMatchObject({ leap: 0, version: 4, mode: 4, stratum: 1, poll: 6, originate: request.packet.transmit });
  expect(came.receive).toBe(packet.receive);
  const [t1, t2, t3] = [came.originate, came.receive, came.transmit].map(unixSecondsOf) as [number, number, number];
  expect(t3).toBeCloseTo(sentAt, 5);
  expect(t2).toBeLessThanOrEqual(t3);
  expect(t2).toBeGreaterThanOrEqual(t1 - 0.001);
  expect(t1).toBeGreaterThan(NOW - 1);
});

test('its clock is ahead, or behind', async () => {
  const { server, client, request } = await asked({ aheadSeconds: -3600.25 });
  await server.answer(request);
  const [answer] = await client.arrivals(1);
  const { receive, transmit, reference } = decodePacket(answer?.bytes ?? Buffer.alloc(0));
  expect(unixSecondsOf(receive) - request.receivedAt).toBeCloseTo(-3600.25, 1);
  expect(transmit).toBeGreaterThanOrEqual(receive);
  expect(reference).toBeLessThan(receive);
});

test.each<[string, Partial<NtpPacket>]>([
  ['leap', { leap: 3 }],
  ['version', { version: 3 }],
  ['mode', { mode: 5 }],
  ['stratum', { stratum: 16 }],
  ["kiss-o'-death", kiss('RATE')],
  ['poll', { poll: -6 }],
  ['precision', { precision: 1 }],
  ['root delay and dispersion', { rootDelay: 1.5, rootDispersion: 0.25 }],
  ['reference timestamp', { reference: ntpTimestamp('2026-01-02T02:04:05.750Z') }],
  ['originate timestamp', { originate: 0n }],
  ['receive timestamp', { receive: ntpTimestamp('1968-01-20T03:14:08Z', 1) }],
  ['transmit timestamp, era 0, to the last bit', { transmit: ntpTimestamp('2036-02-07T06:28:15Z', 0xffff_ffff) }],
  ['transmit timestamp, era 1, to the last bit', { transmit: ntpTimestamp('2036-02-07T06:28:16Z', 1) }],
])('as told: %s', async (_, fields) => {
  const { server, client, request } = await asked();
  const { packet } = await server.answer(request, fields);
  const [answer] = await client.arrivals(1);
  expect(packet).toMatchObject(fields);
  expect(answer?.bytes).toEqual(encodePacket(packet));
});

test.each([0, 4, 47])('a short packet, of %d bytes', async (length) => {
  const { server, client, request } = await asked();
  const { packet } = await server.answer(request, {}, { length });
  expect((await client.arrivals(1))[0]?.bytes).toEqual(encodePacket(packet).subarray(0, length));
});

test('a long packet', async () => {
  const { server, client, request } = await asked();
  const behind = extensionField(0x0104, Buffer.from('unique'));
  const { packet } = await server.answer(request, {}, { behind });
  expect((await client.arrivals(1))[0]?.bytes).toEqual(Buffer.concat([encodePacket(packet), behind]));
});

test('from another port, then right', async () => {
  const { server, client, request } = await asked();
  await server.answer(request, {}, { from: 'another port' });
  await server.answer(request);
  const [wrong, right] = await client.arrivals(2);
  expect(wrong?.port).not.toBe(server.port);
  expect(wrong?.address).toBe(server.address);
  expect(right).toMatchObject({ address: server.address, port: server.port });
});

test.runIf(process.platform === 'linux')('from another address', async () => {
  const { server, client, request } = await asked();
  await server.answer(request, {}, { from: 'another address' });
  expect((await client.arrivals(1))[0]).toMatchObject({ address: '127.0.0.2', port: server.port });
});

test('late, by an event and not by a time; its transmit timestamp is late as well', async () => {
  const { server, client, request } = await asked();
  const { promise: event, resolve: happen } = Promise.withResolvers<void>();
  const late = server.answer(request, {}, { after: event });
  await server.answer(request, { stratum: 2 });
  expect((await client.arrivals(1)).length).toBe(1);
  happen();
  const { packet } = await late;
  const [, answer] = await client.arrivals(2);
  expect(answer?.bytes).toEqual(encodePacket(packet));
  expect(packet.transmit).toBeGreaterThanOrEqual(packet.receive);
});

test('stale, then right', async () => {
  const { server, client, request } = await asked();
  await server.answer(request, { originate: request.packet.transmit ^ 1n });
  await server.answer(request);
  const [stale, right] = (await client.arrivals(2)).map(({ bytes }) => decodePacket(bytes).originate);
  expect(stale).toBe(request.packet.transmit ^ 1n);
  expect(right).toBe(request.packet.transmit);
});

test('the wire says what an answer was', async () => {
  const { server, request } = await asked();
  await server.answer(request, kiss('DENY'), { note: 'to somebody else' });
  await server.answer(request, { transmit: ntpTimestamp('2026-01-02T03:04:05.750Z') }, { length: 47 });
  expect(wire.events.flatMap((event) => (event.kind === 'note' ? [event.text] : []))).toEqual([
    'to somebody else: leap 3, stratum 0, referenceId "DENY"',
    'transmit 2026-01-02T03:04:05.750Z: 47 bytes',
  ]);
});
