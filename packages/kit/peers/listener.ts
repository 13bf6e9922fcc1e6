import type { AddressInfo, Server, Socket } from 'node:net';
import { CheckFailure } from '../failure/failure.ts';
import { say } from '../failure/message.ts';
import { withinDeadline } from '../program/deadline.ts';
import { Change } from '../program/output.ts';
import { addressInWords } from '../text/phrases.ts';
import type { Recorder } from '../wire/recorder.ts';
import type { TcpPeer } from './peer.ts';

/** A client program makes one. Each that a hostile one makes takes a descriptor of this process. */
const MOST_CONNECTIONS = 500;
type Welcome = (socket: Socket, conversation: number) => TcpPeer;

/** The grader's server for a client program. */
export class TcpListener {
  readonly #server: Server;
  readonly #arrived: TcpPeer[] = [];
  readonly #change = new Change();
  readonly #lastChance: () => Promise<void>;
  #accepted = 0;

  /** @param lastChance settles when no program is left that could connect */
  constructor(server: Server, wire: Recorder, welcome: Welcome, lastChance: () => Promise<void>) {
    this.#server = server;
    this.#lastChance = lastChance;
    server.maxConnections = MOST_CONNECTIONS;
    server.on('connection', (socket) => {
      if (!wire.hasRoomAfter(0)) {
        socket.destroy();
        return;
      }
      const conversation = wire.newConversation({ transport: 'tcp' });
      const address = `${socket.localAddress}:${socket.localPort}`;
      wire.record({ kind: 'connect', from: 'program', address, conversation });
      this.#arrived.push(welcome(socket, conversation));
      this.#change.announce();
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get #address(): string {
    const { address, port } = this.#server.address() as AddressInfo;
    return addressInWords(`${address}:${port}`);
  }

  get connections(): number {
    return this.#arrived.length;
  }

  /** Waits for the next connection. Throws CheckFailure when none comes in time, or the program has ended. */
  async accept(): Promise<TcpPeer> {
    const index = this.#accepted++;
    const peer = await withinDeadline(Promise.race([this.#arrival(index), this.#lastChance()]));
    if (peer) return peer;
    const address = this.#address;
    throw new CheckFailure(say('did-not-connect', { address }), {
      kind: 'words',
      expected: say('connects-to', { address }),
      received: say('no-connection'),
    });
  }

  /** Nobody connects, up to the end of the program. */
  async expectNobody(): Promise<void> {
    await withinDeadline(Promise.race([this.#arrival(0), this.#lastChance()]));
    if (this.connections === 0) return;
    throw new CheckFailure(say('connected'), {
      kind: 'words',
      expected: say('no-connection'),
      received: say('connection-to', { address: this.#address }),
    });
  }

  async #arrival(index: number): Promise<TcpPeer> {
    for (;;) {
      const peer = this.#arrived[index];
      if (peer) return peer;
      await this.#change.next;
    }
  }
}
