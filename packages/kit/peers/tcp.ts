import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { CheckFailure } from '../failure/failure.ts';
import { say } from '../failure/message.ts';
import { withinDeadline } from '../program/deadline.ts';
import { freeTcpPort } from '../program/free-port.ts';
import { addressInWords } from '../text/phrases.ts';
import type { Recorder } from '../wire/recorder.ts';
import { TcpListener } from './listener.ts';
import { TcpPeer } from './peer.ts';

/** A program that finds its port in use may try the next ones: those are no other program's. */
const ROOM_TO_TRY = 4;

interface ConnectOptions {
  host?: string;
  from?: string;
}

/** The grader's TCP ends in one check; all of them are closed when it is over. */
export class Tcp {
  readonly peers: TcpPeer[] = [];
  readonly #wire: Recorder;
  readonly #lastChance: () => Promise<void>;
  readonly #sockets = new Set<Socket>();
  readonly #servers = new Set<Server>();

  /** @param lastChance settles when no program is left that could connect */
  constructor(wire: Recorder, lastChance: () => Promise<void>) {
    this.#wire = wire;
    this.#lastChance = lastChance;
  }

  /** Connects to a server program. Throws CheckFailure when it is not to be reached. */
  async connect({ port }: { port: number }, { host = '127.0.0.1', from }: ConnectOptions = {}): Promise<TcpPeer> {
    const conversation = this.#wire.newConversation({ transport: 'tcp', program: { address: host, port } });
    const socket = this.#keep(
      connect({ port, host, allowHalfOpen: true, noDelay: true, ...(from !== undefined && { localAddress: from }) }),
    );
    this.#wire.record({ kind: 'connect', from: 'peer', address: `${host}:${port}`, conversation });
    const connected = once(socket, 'connect').then(
      () => 'connected',
      (error: NodeJS.ErrnoException) => error.code ?? error.message,
    );
    const outcome = await withinDeadline(connected);
    if (outcome === 'connected') return this.#welcome(new TcpPeer(socket, this.#wire, conversation));
    socket.on('error', () => {}).destroy();
    const code = outcome ?? 'ETIMEDOUT';
    const address = addressInWords(`${host}:${port}`);
    const received = say('error-code', { error: { errno: code, context: { address } } });
    if (code === 'ECONNRESET') {
      this.#wire.record({ kind: 'reset', from: 'program', code, conversation });
      const expected = say('accepts-and-keeps', { address });
      throw new CheckFailure(say('reset-at-once', { address }), { kind: 'words', expected, received });
    }
    this.#wire.record({ kind: 'refused', from: 'program', code, conversation });
    const what = code === 'ECONNREFUSED' ? 'connection-refused' : 'connection-not-made';
    throw new CheckFailure(say(what, { address }), { kind: 'words', expected: say('accepts', { address }), received });
  }

  /** Whether something accepts connections at an address, without a word said on it. */
  async accepts({ port }: { port: number }, host: string): Promise<boolean> {
    const socket = this.#keep(connect({ port, host }));
    const outcome = await withinDeadline(
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
    );
    socket.on('error', () => {}).end();
    return outcome ?? false;
  }

  /** Listens for a client program: on a free port, of 127.0.0.1 by default. */
  async listen({ host = '127.0.0.1', port = 0 } = {}): Promise<TcpListener> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    this.#servers.add(server);
    const listener = new TcpListener(
      server,
      this.#wire,
      (socket, conversation) => this.#welcome(new TcpPeer(this.#keep(socket), this.#wire, conversation)),
      this.#lastChance,
    );
    server.listen({ port: port === 0 ? await freeTcpPort() : port, host });
    await once(server, 'listening');
    return listener;
  }

  /** Takes a port on all IPv4 addresses, so that the program finds it in use. */
  async hold(): Promise<{ port: number }> {
    const { port } = await this.listen({ host: '0.0.0.0', port: await freeTcpPort(ROOM_TO_TRY) });
    return { port };
  }

  async unusedPort(): Promise<{ port: number }> {
    return { port: await freeTcpPort() };
  }

  /** Closes all ends. Call it when the programs are stopped: a connection that is torn down early harms some of them. */
  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #welcome(peer: TcpPeer): TcpPeer {
    this.peers.push(peer);
    return peer;
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }
}
