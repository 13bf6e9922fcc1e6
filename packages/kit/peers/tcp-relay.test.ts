import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freeTcpPort } from '../program/free-port.ts';
import { Recorder } from '../wire/recorder.ts';
import { bytesOf, plainServer, type ServedConnection } from './plain-server.ts';
import { TcpRelay } from './tcp-relay.ts';

const HOST = '127.0.0.1';
/** More than the buffers of four sockets hold. */
const MUCH = 64 * 1024 * 1024;

async function session(onConnection?: (seen: ServedConnection) => void) {
  const server = await plainServer(HOST, onConnection);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { server, ...(await before(server.port)) };
}

async function before(port: number) {
  const wire = new Recorder();
  const relay = await TcpRelay.open({ server: { address: HOST, port }, wire });
  onTestFinished(() => relay[Symbol.asyncDispose]());
  const client = async (): Promise<Socket> => {
    const socket = connect({ host: HOST, port: relay.port, allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
  const events = (conversation = 1) =>
    wire.events
      .filter((event) => event.conversation === conversation)
      .map((event) => {
        const what = event.kind === 'data' ? ` ${Buffer.from(event.bytes)}` : 'code' in event ? ` ${event.code}` : '';
        return `${event.kind} ${'from' in event ? event.from : ''}${what}`;
      });
  return { relay, wire, client, events };
}

const echo = ({ socket }: ServedConnection) => {
  socket.on('data', (bytes) => socket.write(bytes));
  socket.on('end', () => socket.end());
};

test('bytes pass both ways, and a side that ends leaves the other one open', async () => {
  const { client, events } = await session(({ socket }) => socket.on('end', () => socket.end('and more')));
  const socket = await client();
  socket.end('hello');
  expect(await text(socket)).toBe('and more');
  expect(events()).toEqual(['connect peer', 'data peer hello', 'fin peer', 'data program and more', 'fin program']);
});

test('two connections are kept apart', async () => {
  const { client, events, server } = await session(echo);
  const [ana, bob] = [await client(), await client()];
  bob.write('bob');
  await once(bob, 'data');
  ana.end('ana');
  expect(await text(ana)).toBe('ana');
  bob.end();
  const data = (conversation: number) => events(conversation).filter((event) => event.startsWith('data'));
  expect(data(1)).toEqual(['data peer ana', 'data program ana']);
  expect(data(2)).toEqual(['data peer bob', 'data program bob']);
  expect(server.connections).toHaveLength(2);
});

test.each(['the client', 'the server'])('a reset by %s is one for the other end, too', async (who) => {
  const { client, events, server } = await session();
  const socket = await client();
  socket.on('error', () => {});
  socket.write('hel');
  const seen = await server.until((one) => bytesOf(one).length === 3);
  if (who === 'the client') {
    socket.resetAndDestroy();
    await server.until(({ events }) => events.includes('error ECONNRESET'));
    expect(events()).toEqual(['connect peer', 'data peer hel', 'reset peer ECONNRESET']);
  } else {
    const closed = once(socket, 'error');
    seen.socket.resetAndDestroy();
    expect((await closed)[0]).toMatchObject({ code: 'ECONNRESET' });
    expect(events()).toEqual(['connect peer', 'data peer hel', 'reset program ECONNRESET']);
  }
});

test('who does not read holds up the sender, and gets all in the end', async () => {
  const { client, server, wire } = await session(({ socket }) => socket.pause());
  const socket = await client();
  socket.write(Buffer.alloc(MUCH, 'x'));
  while (wire.events.length < 2) await nextTurn();
  for (let still = 0, before = -1; still < 200; still++) {
    if (wire.events.length !== before) still = 0;
    before = wire.events.length;
    await nextTurn();
  }
  expect(socket.writableLength).toBe(MUCH);
  const [seen] = server.connections;
  seen?.socket.resume();
  await server.until(({ socket }) => socket.bytesRead === MUCH);
});

test('a server that does not listen: refused, which the client is told by a reset', async () => {
  const { client, events } = await before(await freeTcpPort());
  const socket = await client();
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ECONNRESET' });
  expect(events()).toEqual(['connect peer', 'refused program ECONNREFUSED']);
});

test('the ends can be the other way round', async () => {
  const server = await plainServer(HOST);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const wire = new Recorder();
  const address = { address: HOST, port: server.port };
  await using relay = await TcpRelay.open({ server: address, wire, client: 'program' });
  const socket = connect(relay.port, HOST);
  socket.end('hi');
  await server.until(({ events }) => events.includes('end'));
  socket.destroy();
  expect(wire.events.map((event) => 'from' in event && event.from)).toEqual(['program', 'program', 'program']);
  expect(wire.recording().conversations).toEqual([{ transport: 'tcp', program: expect.anything(), peer: address }]);
});

test('a port that is taken is an error', async () => {
  const { relay } = await session();
  const again = TcpRelay.open({ server: { address: HOST, port: 1 }, port: relay.port, wire: new Recorder() });
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
