import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { CheckFailure } from '../failure/failure.ts';
import { Change } from '../program/output.ts';
import { diagram } from '../wire/diagram.ts';
import { Recorder } from '../wire/recorder.ts';
import { Chance } from './chance.ts';
import { Udp } from './udp.ts';

const hasIPv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
const NEVER = new Promise<void>(() => {});
let wire: Recorder;
let udp: Udp;

beforeEach(() => {
  wire = new Recorder();
  udp = new Udp(wire, new Chance(7, 'udp'), () => NEVER);
});

afterEach(() => udp.close());

/** A plain socket in the part of the program, and what arrives there: text, and the port it comes from. */
async function program(host: string, port = 0) {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  const inbox: { text: string; address: string; port: number }[] = [];
  const change = new Change();
  socket.on('message', (bytes, { address, port }) => {
    inbox.push({ text: bytes.toString(), address, port });
    change.announce();
  });
  socket.bind(port, host);
  await once(socket, 'listening');
  return {
    socket,
    port: socket.address().port,
    async arrivals(count: number) {
      while (inbox.length < count) await change.next;
      return inbox;
    },
    async [Symbol.asyncDispose]() {
      await socket[Symbol.asyncDispose]();
    },
  };
}

async function upperCaseServer(host: string) {
  const server = await program(host);
  server.socket.on('message', (bytes, { address, port }) => {
    server.socket.send(bytes.toString().toUpperCase(), port, address);
  });
  return server;
}

describe.each([
  ['IPv4', '127.0.0.1', true],
  ['IPv6', '::1', hasIPv6],
] as const)('over %s', (_, host, isThere) => {
  const talk = async (start: typeof program) => {
    const server = await start(host);
    onTestFinished(() => server[Symbol.asyncDispose]());
    return { server, peer: await udp.talkTo(server, { host }) };
  };

  describe.runIf(isThere)('a peer that talks to a server', () => {
    test('sends a datagram and takes the reply', async () => {
      const { server, peer } = await talk(upperCaseServer);
      await peer.send('ñandú');
      const reply = await peer.expect('ÑANDÚ');
      expect(reply).toMatchObject({ address: host, port: server.port });
      expect((await server.arrivals(1))[0]).toEqual({ text: 'ñandú', address: host, port: peer.port });
    });

    test('an empty datagram is one', async () => {
      const { server, peer } = await talk(upperCaseServer);
      await peer.send('');
      await peer.expect('');
      expect((await server.arrivals(1))[0]?.text).toBe('');
    });

    test('the largest datagram passes, and one byte more is refused by the system', async () => {
      const { peer } = await talk(upperCaseServer);
      await peer.send('a'.repeat(65_507)); // 65,535 less the headers of IPv4 and UDP (RFC 768, RFC 791)
      await peer.expect('A'.repeat(65_507));
      await expect(peer.send('a'.repeat(65_536))).rejects.toThrow('EMSGSIZE');
    });

    test('two datagrams are two, with their borders', async () => {
      const { server, peer } = await talk(program);
      await peer.send('hel');
      await peer.send('lo');
      expect((await server.arrivals(2)).map(({ text }) => text)).toEqual(['hel', 'lo']);
    });

    test('two peers have a talk each', async () => {
      await using server = await upperCaseServer(host);
      const [a, b] = [await udp.talkTo(server, { host }), await udp.talkTo(server, { host })];
      await a.send('a');
      await b.send('b');
      await b.expect('B');
      await a.expect('A');
      expect(new Set((await server.arrivals(2)).map(({ port }) => port)).size).toBe(2);
    });

    test('a connected peer hears that nothing is bound there (ICMP), an unconnected one does not', async () => {
      const { socket, port } = await program(host);
      socket.close();
      const connected = await udp.connect({ port }, { host });
      await connected.send('anybody?');
      await connected.expectUnreachable();
      expect(wire.events.at(-1)).toMatchObject({ kind: 'reset', from: 'program', code: 'ECONNREFUSED' });
      const unconnected = await udp.talkTo({ port }, { host });
      await unconnected.send('anybody?');
      expect(unconnected.isUnreachable).toBe(false);
    });

    test('a connected peer takes nothing from another source', async () => {
      await using server = await upperCaseServer(host);
      await using stranger = await program(host);
      const peer = await udp.connect(server, { host });
      await new Promise((resolve) => stranger.socket.send('wrong', peer.port, host, resolve));
      await peer.send('right');
      await peer.expect('RIGHT');
      expect(peer.received).toBe(1);
    });

    test('a peer that leaves: the server is told by ICMP', async () => {
      const { server, peer } = await talk(program);
      await peer.send('hello');
      const [{ port = 0 } = {}] = await server.arrivals(1);
      await peer.leave();
      const refused = once(server.socket, 'error');
      server.socket.connect(port, host, () => server.socket.send('too late'));
      expect(await refused).toMatchObject([{ code: 'ECONNREFUSED' }]);
    });
  });

  describe.runIf(isThere)('a server for a client, and what befalls its replies', () => {
    /** A server, and a client that has asked it. */
    const asked = async () => {
      const client = await program(host);
      onTestFinished(() => client[Symbol.asyncDispose]());
      const server = await udp.listen({ host });
      client.socket.send('hello', server.port, host);
      return { client, server, source: await server.expect('hello') };
    };

    test('reply', async () => {
      const { client, server, source } = await asked();
      await server.reply(source, 'HELLO');
      expect(await client.arrivals(1)).toEqual([{ text: 'HELLO', address: host, port: server.port }]);
    });

    test('loss: only what comes after it arrives', async () => {
      const { client, server, source } = await asked();
      server.loseReply();
      await server.reply(source, 'a mark'); // on one way datagrams keep their order: nothing else came before
      expect((await client.arrivals(1)).map(({ text }) => text)).toEqual(['a mark']);
    });

    test('duplication', async () => {
      const { client, server, source } = await asked();
      await server.replyTwice(source, 'HELLO');
      expect((await client.arrivals(2)).map(({ text }) => text)).toEqual(['HELLO', 'HELLO']);
    });

    test('truncation, at the place that the seed draws', async () => {
      const { client, server, source } = await asked();
      const rest = await server.replyTruncated(source, 'HELLO');
      expect((await client.arrivals(1))[0]?.text).toBe(rest.toString());
      expect('HELLO'.startsWith(rest.toString())).toBe(true);
      expect(rest.length).toBeGreaterThan(0);
      expect(rest.length).toBeLessThan(5);
      const again = await new Udp(wire, new Chance(7, 'udp'), () => NEVER).listen({ host });
      expect(await again.replyTruncated(source, 'HELLO')).toEqual(rest);
      await again.leave();
    });

    test('reordering, never in the order given', async () => {
      const { client, server, source: to } = await asked();
      for (let round = 1; round <= 8; round++) {
        const order = await server.replyInOtherOrder([
          { to, data: 'first' },
          { to, data: 'second' },
        ]);
        const seen = (await client.arrivals(2 * round)).slice(-2).map(({ text }) => text);
        expect(seen).toEqual(['second', 'first']);
        expect(order.map(({ data }) => data)).toEqual(seen);
      }
    });

    test('a reply from another port', async () => {
      const { client, server, source } = await asked();
      const stranger = await server.replyFromOtherPort(source, 'WRONG');
      await server.reply(source, 'RIGHT');
      const [wrong, right] = await client.arrivals(2);
      expect(wrong).toEqual({ text: 'WRONG', address: host, port: stranger.port });
      expect(right).toEqual({ text: 'RIGHT', address: host, port: server.port });
      expect(stranger.port).not.toBe(server.port);
    });

    test('a late reply comes after an event, not after a time', async () => {
      const { client, server, source } = await asked();
      const { promise: gaveUp, resolve: giveUp } = Promise.withResolvers<void>();
      const late = server.replyAfter(gaveUp, source, 'HELLO');
      await server.reply(source, 'still here');
      expect((await client.arrivals(1)).length).toBe(1);
      giveUp();
      await late;
      expect((await client.arrivals(2)).map(({ text }) => text)).toEqual(['still here', 'HELLO']);
    });
  });
});

test.runIf(process.platform === 'linux')('a reply from another address, and the right port', async () => {
  await using client = await program('127.0.0.1');
  const server = await udp.listen();
  client.socket.send('hello', server.port, server.address);
  await server.replyFromOtherAddress(await server.receive(), 'WRONG');
  expect(await client.arrivals(1)).toEqual([{ text: 'WRONG', address: '127.0.0.2', port: server.port }]);
});

test.runIf(process.platform === 'linux')('a peer that sends from another address', async () => {
  await using server = await upperCaseServer('127.0.0.1');
  const peer = await udp.talkTo(server, { from: '127.0.0.3' });
  await peer.send('hello');
  await peer.expect('HELLO');
  expect((await server.arrivals(1))[0]?.address).toBe('127.0.0.3');
});

test('a port that is held cannot be bound', async () => {
  const { port } = await udp.hold();
  await expect(program('127.0.0.1', port)).rejects.toThrow('EADDRINUSE');
});

test('an unused port can be bound', async () => {
  const { port } = await udp.unusedPort();
  await using server = await program('127.0.0.1', port);
  expect(server.port).toBe(port);
});

describe('what a failure says', () => {
  const words = (expected: string, received: string) => ({ kind: 'words', expected, received });

  /** What the program sends when it hears `hello`, and how the peer's expectation of `HELLO` fails. */
  const failureOf = async (
    replies: string[],
    expectation: (peer: Awaited<ReturnType<typeof udp.talkTo>>) => Promise<unknown>,
  ) => {
    await using server = await program('127.0.0.1');
    server.socket.once('message', (_, { address, port }) => {
      for (const reply of replies) server.socket.send(reply, port, address);
    });
    const peer = await udp.talkTo(server);
    await peer.send('hello');
    const error = await expectation(peer).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(CheckFailure);
    return error as CheckFailure;
  };

  test('other bytes', async () => {
    const { summary, comparison } = await failureOf(['HELL'], (peer) => peer.expect('HELLO'));
    expect(summary).toBe('The program sent another datagram.');
    const followedBy = 'the end of the datagram';
    expect(comparison).toEqual({
      kind: 'bytes',
      expected: Buffer.from('HELLO'),
      received: Buffer.from('HELL'),
      followedBy,
    });
  });

  test('an empty datagram is not nothing', async () => {
    const { comparison } = await failureOf([''], (peer) => peer.expect('HELLO'));
    expect(comparison).toEqual(words('a datagram of 5 bytes: "HELLO"', 'an empty datagram'));
  });

  test('a reply from another socket', async () => {
    await using stranger = await program('127.0.0.1');
    const { summary, comparison } = await failureOf([], async (peer) => {
      stranger.socket.send('HELLO', peer.port, peer.address);
      await peer.expect('HELLO');
    });
    expect(summary).toBe('The reply came from another socket than the one that was sent to.');
    expect(comparison).toMatchObject({ received: `the right bytes, but from port ${stranger.port}` });
  });

  test('a datagram too many', async () => {
    const { summary, comparison } = await failureOf(['HELLO', 'HELLO'], async (peer) => {
      await peer.expect('HELLO');
      await peer.expectNothingBefore(NEVER, 'the client ended');
    });
    expect(summary).toBe('The program sent a datagram too many before the client ended.');
    expect(comparison).toEqual(words('no further datagram', 'a datagram of 5 bytes: "HELLO"'));
  });

  test('nothing too many: the event decides', async () => {
    await using server = await upperCaseServer('127.0.0.1');
    const [quiet, other] = [await udp.talkTo(server), await udp.talkTo(server)];
    await other.send('b');
    await quiet.expectNothingBefore(other.expect('B'), 'the other client had its reply');
  });

  test('a datagram that came with the event is seen', async () => {
    await using server = await upperCaseServer('127.0.0.1');
    const [first, second] = [await udp.talkTo(server), await udp.talkTo(server)];
    await first.send('a');
    await second.send('b');
    await expect(first.expectNothingBefore(second.expect('B'), 'the second reply')).rejects.toThrow(CheckFailure);
  });

  test('in any order: what is missing is shown beside what came', async () => {
    const { summary, comparison } = await failureOf(['C', 'A', 'X'], (peer) => peer.expectInAnyOrder(['A', 'B', 'C']));
    expect(summary).toBe('The program sent another datagram than those awaited.');
    expect(comparison).toMatchObject({ kind: 'bytes', expected: Buffer.from('B'), received: Buffer.from('X') });
  });

  test('in any order: one that comes again', async () => {
    const { summary, comparison } = await failureOf(['A', 'A'], (peer) => peer.expectInAnyOrder(['A', 'B']));
    expect(summary).toBe('The program sent the same datagram once too often.');
    expect(comparison).toEqual(words('a datagram of 1 byte: "B"', 'a datagram of 1 byte: "A", once more'));
  });

  test('in any order', async () => {
    await using server = await upperCaseServer('127.0.0.1');
    const peer = await udp.talkTo(server);
    for (const text of ['a', 'b', 'a']) await peer.send(text);
    await peer.expectInAnyOrder(['B', 'A', 'A']);
  });

  test('no reply, and no program left that could send one', async () => {
    const gone = new Udp(wire, new Chance(7, 'udp'), async () => {});
    const peer = await gone.talkTo({ port: 9 });
    await expect(peer.receive()).rejects.toThrow('The program sent no reply.');
    const server = await gone.listen();
    await expect(server.receive()).rejects.toThrow(`The program sent no datagram to 127.0.0.1 port ${server.port}.`);
    gone.close();
  });

  test('nothing is bound there', async () => {
    const { port } = await udp.unusedPort();
    const peer = await udp.connect({ port });
    await peer.send('hello');
    await expect(peer.expect('HELLO')).rejects.toThrow('No socket of the program is bound to the port.');
  });

  test('a socket is bound where none should be', async () => {
    await using server = await upperCaseServer('127.0.0.1');
    const peer = await udp.connect(server);
    await peer.send('hello');
    await expect(peer.expectUnreachable('It answers here, too.')).rejects.toMatchObject({
      summary: 'It answers here, too.',
      comparison: { expected: `nothing is bound to 127.0.0.1 port ${server.port} (ICMP: port unreachable)` },
    });
  });
});

test('the wire, drawn', async () => {
  await using client = await program('127.0.0.1');
  const server = await udp.listen();
  client.socket.send('hello', server.port, server.address);
  const source = await server.receive();
  server.loseReply();
  await server.replyTwice(source, '');
  await server.replyFromOtherPort(source, 'WRONG');
  expect(`\n${diagram(wire.events, { times: false })}\n`).toBe(`
     peer                              program
peer 1 │◀────────────────────── "hello" ──│
peer 1 │  (the reply is lost on its way)  │
peer 1 │── empty datagram ───────────────▶│
peer 1 │── empty datagram ───────────────▶│
peer 2 │  (a stranger, on another port)   │
peer 2 │── "WRONG" ──────────────────────▶│
`);
});
