import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Recorder } from '../wire/recorder.ts';
import { Tcp } from './tcp.ts';

const hasIPv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
const NEVER = new Promise<void>(() => {});
let wire: Recorder;
let tcp: Tcp;
let clients: Socket[];

beforeEach(() => {
  wire = new Recorder();
  tcp = new Tcp(wire, () => NEVER);
  clients = [];
});

afterEach(() => {
  for (const client of clients) client.destroy();
  tcp.close();
});

describe.each([
  ['IPv4', '127.0.0.1', true],
  ['IPv6', '::1', hasIPv6],
] as const)('over %s', (_, host, isThere) => {
  const talk = async () => {
    const listener = await tcp.listen({ host });
    const client = connect({ port: listener.port, host, allowHalfOpen: true });
    clients.push(client);
    await once(client, 'connect');
    return { listener, client, peer: await listener.accept() };
  };
  const readsOf = (client: Socket) => {
    const reads: string[] = [];
    client.on('data', (bytes) => reads.push(String(bytes)));
    return reads;
  };

  describe.runIf(isThere)("the grader's server", () => {
    test('takes a client, and both talk', async () => {
      const { client, peer, listener } = await talk();
      client.write('hello');
      await peer.expect('hello');
      await peer.send('HELLO');
      expect(String((await once(client, 'data'))[0])).toBe('HELLO');
      expect(listener.connections).toBe(1);
      expect([peer.address, peer.port]).toEqual([client.remoteAddress, client.remotePort]);
      expect(wire.events.map(({ kind }) => kind)).toEqual(['connect', 'data', 'data']);
      expect(wire.events[0]).toMatchObject({ kind: 'connect', from: 'program' });
    });

    test('answers byte by byte: as many reads', async () => {
      const { client, peer } = await talk();
      const reads = readsOf(client);
      await peer.sendByteByByte('hello');
      peer.end();
      await once(client, 'end');
      expect(reads).toEqual(['h', 'e', 'l', 'l', 'o']);
    });

    test('answers all at once: one read', async () => {
      const { client, peer } = await talk();
      const reads = readsOf(client);
      await peer.send('hello world, all of it');
      peer.end();
      await once(client, 'end');
      expect(reads).toEqual(['hello world, all of it']);
    });

    test('closes early: the client reads the part, then the end', async () => {
      const { client, peer } = await talk();
      await peer.send('hel');
      peer.end();
      expect(await text(client)).toBe('hel');
    });

    test('resets the connection after a part of the reply: the part, then ECONNRESET', async () => {
      const { client, peer } = await talk();
      const reads = readsOf(client);
      await peer.send('hel');
      await peer.hasBeenRead();
      peer.reset();
      expect(await once(client, 'close').catch((error: NodeJS.ErrnoException) => error.code)).toBe('ECONNRESET');
      expect(reads).toEqual(['hel']);
    });

    test('takes clients in the order in which they come', async () => {
      const { listener, client, peer } = await talk();
      const second = connect(listener.port, host);
      clients.push(second);
      const secondPeer = await listener.accept();
      second.write('second');
      await secondPeer.expect('second');
      client.write('first');
      await peer.expect('first');
    });
  });
});

test('no client comes, and no program is left that could', async () => {
  const alone = new Tcp(wire, async () => {});
  const listener = await alone.listen({ host: '0.0.0.0' });
  await expect(listener.accept()).rejects.toMatchObject({
    summary: `The program did not connect to 0.0.0.0:${listener.port}.`,
    comparison: { expected: `the program connects to 0.0.0.0:${listener.port}` },
  });
  alone.close();
});

test('a port that is held is in use', async () => {
  const { port } = await tcp.hold();
  const server = createServer().listen(port);
  expect(await once(server, 'listening').catch((error: NodeJS.ErrnoException) => error.code)).toBe('EADDRINUSE');
});
