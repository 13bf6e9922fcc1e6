import { expect, onTestFinished, test } from 'vitest';
import { Talk } from '../commands/experiment/lab/talk.ts';
import { freeUdpPort } from '../program/free-port.ts';
import { Recorder } from '../wire/recorder.ts';
import { UdpRelay } from './udp-relay.ts';

function talk(): Talk {
  const opened = new Talk(new Recorder());
  onTestFinished(() => opened[Symbol.dispose]());
  return opened;
}

async function open(port: number): Promise<{ relay: UdpRelay; wire: Recorder }> {
  const wire = new Recorder();
  const relay = await UdpRelay.open({ server: { address: '127.0.0.1', port }, wire });
  onTestFinished(() => relay[Symbol.asyncDispose]());
  return { relay, wire };
}

test('datagrams pass unchanged, in both directions, and are written down', async () => {
  const server = await talk().udp.listen();
  const { relay, wire } = await open(server.port);
  const client = await talk().udp.talkTo(relay);
  for (const bytes of [Buffer.from('ñandú'), Buffer.alloc(0), Buffer.of(0, 255, 128)]) {
    await client.send(bytes);
    await server.reply(await server.expect(bytes), bytes);
    expect((await client.receive()).bytes).toEqual(bytes);
  }
  const [first] = relay.clients;
  expect(first).toMatchObject({ port: client.port });
  expect(wire.events.map((event) => event.kind === 'data' && event.from)).toEqual([
    ...['peer', 'program'],
    ...['peer', 'program'],
    ...['peer', 'program'],
  ]);
});

test('two clients get their own replies', async () => {
  const server = await talk().udp.listen();
  const { relay, wire } = await open(server.port);
  const [ana, bob] = [await talk().udp.talkTo(relay), await talk().udp.talkTo(relay)];
  await ana.send('ana');
  const fromAna = await server.receive();
  await bob.send('bob');
  const fromBob = await server.receive();
  await server.reply(fromBob, 'for bob');
  await server.reply(fromAna, 'for ana');
  await ana.expect('for ana');
  await bob.expect('for bob');
  expect(relay.clients.map(({ port }) => port)).toEqual([ana.port, bob.port]);
  expect(new Set(wire.events.map(({ conversation }) => conversation)).size).toBe(2);
});

test.skipIf(process.platform === 'win32')('a port without a server is seen as such', async () => {
  const { relay, wire } = await open(await freeUdpPort());
  const client = await talk().udp.talkTo(relay);
  await client.send('anybody?');
  await expect
    .poll(() => wire.events.at(-1), { timeout: 10_000 })
    .toMatchObject({ kind: 'reset', code: 'ECONNREFUSED' });
});
