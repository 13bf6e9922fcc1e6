import { networkInterfaces } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { CheckFailure } from '../failure/failure.ts';
import { Recorder } from '../wire/recorder.ts';
import { bytesOf, plainServer, type ServedConnection, textsOf } from './plain-server.ts';
import { Tcp } from './tcp.ts';

const hasIPv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
const NEVER = new Promise<void>(() => {});
/** More than the buffers of two sockets hold. */
const MUCH = 64 * 1024 * 1024;
/** Long enough for whatever could go on to go on; what is looked at then must hold at any time. */
const TURNS = 200;
let wire: Recorder;
let tcp: Tcp;

beforeEach(() => {
  wire = new Recorder();
  tcp = new Tcp(wire, () => NEVER);
});

afterEach(() => tcp.close());

const echo = ({ socket }: ServedConnection) => {
  socket.on('data', (bytes) => socket.write(bytes));
  socket.on('end', () => socket.end());
};
const kinds = () => wire.events.map((event) => ('from' in event ? `${event.kind} ${event.from}` : event.kind));
const thrownBy = async (promise: Promise<unknown>): Promise<CheckFailure> => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CheckFailure);
  return error as CheckFailure;
};

describe.each([
  ['IPv4', '127.0.0.1', true],
  ['IPv6', '::1', hasIPv6],
] as const)('over %s', (_, host, isThere) => {
  const talk = async (onConnection?: (seen: ServedConnection) => void) => {
    const server = await plainServer(host, onConnection);
    onTestFinished(() => server[Symbol.asyncDispose]());
    return { server, peer: await tcp.connect(server, { host }) };
  };
  describe.runIf(isThere)('what the other end sees when the peer', () => {
    test('sends twice at once: the reads hold both, in order', async () => {
      const { server, peer } = await talk();
      await peer.send('hel');
      await peer.send('lo');
      expect(bytesOf(await server.until((seen) => bytesOf(seen).length === 5)).toString()).toBe('hello');
    });

    test('sends two segments: two reads', async () => {
      const { server, peer } = await talk();
      await peer.sendInSegments('hel', 'lo');
      expect(textsOf(await server.until(({ reads }) => reads.length === 2))).toEqual(['hel', 'lo']);
    });

    test('sends a line and a half in one write: one read', async () => {
      const { server, peer } = await talk();
      await peer.send('one\ntw');
      expect(textsOf(await server.until(({ reads }) => reads.length > 0))).toEqual(['one\ntw']);
    });

    test('sends byte by byte: as many reads', async () => {
      const { server, peer } = await talk();
      await peer.sendByteByByte('hello');
      expect(textsOf(await server.until(({ reads }) => reads.length === 5))).toEqual(['h', 'e', 'l', 'l', 'o']);
    });

    test('cuts a character, or a CRLF, in two: two reads, none of them whole', async () => {
      const { server, peer } = await talk();
      const [first = 0, second = 0] = Buffer.from('ñ');
      await peer.sendInSegments(Uint8Array.of(first), Uint8Array.of(second), '\r', '\n');
      const { reads } = await server.until((seen) => seen.reads.length === 4);
      expect(reads.map((read) => [...read])).toEqual([[0xc3], [0xb1], [0x0d], [0x0a]]);
    });

    test("ends its side: 'end', and the other end may still write", async () => {
      const { server, peer } = await talk(({ socket }) => socket.on('end', () => socket.end('and more')));
      await peer.send('hello');
      peer.end();
      await peer.expect('and more');
      await peer.expectEnd();
      const { events } = await server.until((seen) => seen.events.includes('close'));
      expect(events).toEqual(['end', 'close']);
      expect(kinds()).toEqual(['connect peer', 'data peer', 'fin peer', 'data program', 'fin program']);
    });

    test('resets the connection: ECONNRESET', async () => {
      const { server, peer } = await talk();
      await peer.send('a beginning without');
      peer.reset();
      const { events } = await server.until((seen) => seen.events.includes('close'));
      expect(events).toEqual(['error ECONNRESET', 'close']);
      expect(wire.events.at(-1)).toMatchObject({ kind: 'reset', from: 'peer', code: 'ECONNRESET' });
    });

    test('resets the connection with a reply unread: ECONNRESET', async () => {
      const { server, peer } = await talk(echo);
      peer.stopReading();
      await peer.send('hello');
      await server.until((seen) => seen.socket.bytesWritten === 5);
      peer.reset();
      const { events } = await server.until((seen) => seen.events.includes('close'));
      expect(events).toEqual(['error ECONNRESET', 'close']);
    });

    test("stops reading: the writer's buffer fills, and empties when it reads again", async () => {
      let wasFlushed = false;
      const { server, peer } = await talk(({ socket }) => {
        socket.once('data', () =>
          socket.write(Buffer.alloc(MUCH, 'x'), () => {
            wasFlushed = true;
          }),
        );
      });
      peer.stopReading();
      await peer.send('go');
      const { socket } = await server.until((seen) => seen.socket.writableLength > 0);
      for (let turn = 0; turn < TURNS; turn++) await nextTurn();
      expect(wasFlushed).toBe(false);
      expect(socket.writableLength).toBe(MUCH);
      expect(peer.received).toBeLessThan(MUCH);
      peer.resumeReading();
      await peer.expect(Buffer.alloc(MUCH, 'x'));
      expect(socket.writableLength).toBe(0);
    });

    test('reads slowly: all comes, and in order', async () => {
      const much = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
      const { peer } = await talk(({ socket }) => socket.end(much));
      peer.readSlowly();
      await peer.expect(much);
      await peer.expectEnd();
    });

    test('pours without end into a program that does not read: it gets no further than the buffers', async () => {
      const { server, peer } = await talk(({ socket }) => socket.pause());
      peer.startPouring(Buffer.alloc(65_536, 'x'), MUCH);
      const { socket } = await server.until(() => true);
      while (peer.unsent === 0) await nextTurn();
      for (let turn = 0; turn < TURNS; turn++) await nextTurn();
      expect(peer.poured).toBeLessThan(MUCH);
      socket.resume();
      await server.until(() => socket.bytesRead === MUCH);
    });

    test('comes from its own address and port', async () => {
      const { server, peer } = await talk();
      const { socket } = await server.until(() => true);
      expect([peer.address, peer.port]).toEqual([socket.remoteAddress, socket.remotePort]);
      expect(peer.address).toBe(host);
    });
  });

  describe.runIf(isThere)('several peers', () => {
    test('ask in the reverse order of their connections', async () => {
      const asked: string[] = [];
      await using server = await plainServer(host, (seen) => {
        seen.socket.on('data', (bytes) => asked.push(String(bytes)));
        echo(seen);
      });
      const peers = [];
      for (const name of ['first', 'second', 'third']) {
        peers.push({ name, peer: await tcp.connect(server, { host }) });
        await server.until(() => true, peers.length - 1);
      }
      for (const { name, peer } of peers.toReversed()) {
        await peer.send(name);
        await peer.expect(name);
      }
      expect(asked).toEqual(['third', 'second', 'first']);
    });

    test('one says nothing while another is served', async () => {
      await using server = await plainServer(host, echo);
      const idle = await tcp.connect(server, { host });
      const active = await tcp.connect(server, { host });
      await active.send('hello');
      await active.expect('hello');
      expect(idle.received).toBe(0);
      await idle.send('at last');
      await idle.expect('at last');
      expect(textsOf(await server.until(() => true, 0))).toEqual(['at last']);
    });

    test('come and go: 200 connections in a row, each closed in peace', async () => {
      await using server = await plainServer(host, echo);
      for (let index = 0; index < 200; index++) {
        const peer = await tcp.connect(server, { host });
        await peer.send(`${index}`);
        peer.end();
        await peer.expect(`${index}`);
        await peer.expectEnd();
        const { events } = await server.until((seen) => seen.events.includes('close'), index);
        expect(events).toEqual(['end', 'close']);
      }
      expect(server.connections.length).toBe(200);
      expect(new Set(wire.events.map(({ conversation }) => conversation)).size).toBe(200);
    });
  });

  describe.runIf(isThere)('what the peer sees when the program', () => {
    test('resets the connection', async () => {
      const { peer } = await talk(({ socket }) => socket.once('data', () => socket.resetAndDestroy()));
      await peer.send('hello');
      await peer.expectClosed();
      expect(peer.programSide).toBe('reset');
      expect(wire.events.at(-1)).toMatchObject({ kind: 'reset', from: 'program', code: 'ECONNRESET' });
      expect((await thrownBy(peer.readToEnd())).summary).toBe('The program reset the connection.');
    });

    test('sends without end: it is not waited for', async () => {
      const piece = Buffer.alloc(65_536, 'x');
      const { peer } = await talk(({ socket }) => {
        const pour = (): boolean => socket.writable && socket.write(piece, pour);
        pour();
      });
      const { summary, comparison } = await thrownBy(peer.expectEnd());
      expect(summary).toBe('The program did not end its side.');
      expect(comparison).toMatchObject({ received: 'more and more bytes, without end' });
    });

    test('ends its side, and the peer may still send', async () => {
      const { server, peer } = await talk(({ socket }) => socket.end('bye'));
      expect(await peer.readToEnd()).toEqual(Buffer.from('bye'));
      await peer.send('one more');
      expect(bytesOf(await server.until(({ reads }) => reads.length > 0)).toString()).toBe('one more');
    });

    test('does not accept', async () => {
      const { summary, comparison } = await thrownBy(tcp.connect(await tcp.unusedPort(), { host }));
      expect(summary).toMatch(/^The connection to .* was refused\.$/);
      expect(comparison).toMatchObject({ received: expect.stringMatching(/^ECONNREFUSED: nothing listens on /) });
      expect(kinds()).toEqual(['connect peer', 'refused program']);
    });
  });
});

test.runIf(process.platform === 'linux')('a peer connects from another address', async () => {
  await using server = await plainServer('127.0.0.1');
  await tcp.connect(server, { from: '127.0.0.2' });
  expect((await server.until(() => true)).socket.remoteAddress).toBe('127.0.0.2');
});

test('accepts: tells where something listens, and says nothing there', async () => {
  await using server = await plainServer('127.0.0.1');
  expect(await tcp.accepts(server, '127.0.0.1')).toBe(true);
  const { reads, events } = await server.until((seen) => seen.events.includes('end'));
  expect([reads, events]).toEqual([[], ['end']]);
  expect(await tcp.accepts(await tcp.unusedPort(), '127.0.0.1')).toBe(false);
});

describe('what a failure says', () => {
  /** How an expectation of `hello` fails when the program sends this and then does that. */
  const failureOf = async (program: (seen: ServedConnection) => void, expectation = 'hello') => {
    await using server = await plainServer('127.0.0.1', program);
    const peer = await tcp.connect(server);
    return thrownBy(peer.expect(expectation));
  };
  const hello = Buffer.from('hello');

  test('other bytes, at once, though the connection stays open', async () => {
    const { summary, comparison } = await failureOf(({ socket }) => socket.write('heLlo'));
    expect(summary).toBe('The program sent back other bytes.');
    expect(comparison).toEqual({ kind: 'bytes', expected: hello, received: Buffer.from('heLlo') });
  });

  test('a part, then the end', async () => {
    const { summary, comparison } = await failureOf(({ socket }) => socket.end('hel'));
    expect(summary).toBe('The program sent only a part, and ended its side.');
    expect(comparison).toEqual({
      kind: 'bytes',
      expected: hello,
      received: Buffer.from('hel'),
      followedBy: 'the end of the stream',
    });
  });

  test('nothing, then the end', async () => {
    expect((await failureOf(({ socket }) => socket.end())).summary).toBe(
      'The program sent nothing, and ended its side.',
    );
  });

  test('a part, then a reset', async () => {
    await using server = await plainServer('127.0.0.1', ({ socket }) => socket.write('hel'));
    const peer = await tcp.connect(server);
    await peer.expect('he');
    (await server.until(() => true)).socket.resetAndDestroy();
    const { summary, comparison } = await thrownBy(peer.expect('llo'));
    expect(summary).toBe('The program sent only a part, and then the connection was reset.');
    expect(comparison).toMatchObject({
      received: Buffer.from('l'),
      followedBy: 'a reset of the connection (ECONNRESET)',
    });
  });

  test('more than it should be', async () => {
    await using server = await plainServer('127.0.0.1', ({ socket }) => socket.end('hello\r\n'));
    const peer = await tcp.connect(server);
    await peer.expect('hello');
    const { summary, comparison } = await thrownBy(peer.expectEnd());
    expect(summary).toBe('The program sent more than it should.');
    expect(comparison).toEqual({ kind: 'bytes', expected: Buffer.alloc(0), received: Buffer.from('\r\n') });
  });

  test('more, in the words of the check', async () => {
    await using server = await plainServer('127.0.0.1', ({ socket }) => socket.end('hello'));
    const peer = await tcp.connect(server);
    await expect(peer.expectNothingMore('It says hello to nobody.')).rejects.toThrow('It says hello to nobody.');
  });

  test('the program is gone while the peer sends', async () => {
    await using server = await plainServer('127.0.0.1', ({ socket }) =>
      socket.once('data', () => socket.resetAndDestroy()),
    );
    const peer = await tcp.connect(server);
    await peer.send('hello');
    await peer.expectClosed();
    const { summary } = await thrownBy(peer.send('again'));
    expect(summary).toBe('The program reset the connection while the peer was sending.');
  });
});

test('a line is read up to its LF, without CRs before it, however it is cut', async () => {
  await using server = await plainServer('127.0.0.1', echo);
  const tcp = new Tcp(new Recorder(), () => new Promise(() => {}));
  const peer = await tcp.connect(server);
  await peer.sendInSegments('ñan', 'dú\r', '\r\n\nthree\nfo');
  expect(await peer.readLine('ñandú')).toBe('ñandú');
  expect(await peer.readLine('')).toBe('');
  expect(await peer.readLine('three')).toBe('three');
  peer.end();
  await expect(peer.readLine('four')).rejects.toMatchObject({
    summary: 'The program sent only a part, and ended its side.',
    comparison: { expected: Buffer.from('four\n'), received: Buffer.from('fo'), followedBy: 'the end of the stream' },
  });
  tcp.close();
});
